"""The site needs no network: it serves, opens and searches where there is only loopback."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.site import LANGUAGES, TRICITY, environment, free_port

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("offline")]
# Runs inside the namespace, where the test itself cannot reach.
VISIT = """
import json, socket, sys, urllib.request
from urllib.parse import quote

address = sys.argv[1]
def open_(path):
    with urllib.request.urlopen(address + path, timeout=30) as answer:
        return answer.read().decode()
from tests.journeys.site import wait_until_ready
wait_until_ready(address)
try:
    socket.create_connection(("192.0.2.1", 80), timeout=2)
    reached = True
except OSError:
    reached = False
pages = {language: [open_(f"/{language}/"), open_(f"/{language}/search/?q=" + quote("주차장 부족"))] for language in sys.argv[2:]}
print(json.dumps({"reached": reached, "hits": {language: html[1].count('class="hit-why"') for language, html in pages.items()},
                  "searches": {language: html[0].count('role="search"') for language, html in pages.items()}}))
"""


def test_site_serves_and_searches_with_loopback_only(demo: Path, tmp_path: Path) -> None:
    if os.geteuid() != 0 or not shutil.which("unshare") or not shutil.which("ip"):
        pytest.skip("A network namespace needs root, unshare and ip")
    shutil.copytree(demo, tmp_path, dirs_exist_ok=True)
    port = free_port()
    variables = environment(tmp_path, port)
    script = f'''
        ip link set lo up
        "{TRICITY}" serve > serve.log 2>&1 & server=$!
        "{sys.executable}" -c "$VISIT" http://127.0.0.1:{port} {" ".join(LANGUAGES)}; code=$?
        kill -INT $server; wait $server
        exit $code
    '''  # fmt: skip
    process = subprocess.Popen(
        ["unshare", "--net", "sh", "-c", script],
        env={**variables, "VISIT": VISIT, "PYTHONPATH": str(Path(__file__).parents[2])},
        cwd=tmp_path, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    try:
        out, error = process.communicate(timeout=180)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 0, out + error

    import json

    told = json.loads(out.splitlines()[-1])
    assert told["reached"] is False
    assert all(told["hits"][language] > 0 for language in LANGUAGES)
    assert all(told["searches"][language] > 0 for language in LANGUAGES)
