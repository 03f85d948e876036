"""Processes of our own, Daft's native engine and Daft on Ray write the same bytes; a lost worker changes nothing."""

import importlib.util
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.site.processes import environment, wait_for
from tests.synthesis.clusters import cluster
from tricity.site.cli import main

SAMPLE = Path(__file__).parents[2] / "src/tricity/site/sample/records"
FILES = ["topics.jsonl", "matches.jsonl", "overlaps.json", "opportunities.json"]
SILENT = {"DO_NOT_TRACK=1", "DAFT_ANALYTICS_ENABLED=0", "RAY_USAGE_STATS_ENABLED=0"}
COMMAND = "import sys; from tricity.site.cli import main; sys.exit(main(sys.argv[1:]))"

pytestmark = pytest.mark.skipif(
    not (importlib.util.find_spec("daft") and importlib.util.find_spec("ray")),
    reason="the extra “ray” is not installed",
)


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """The records of the sample and the organizations of the three countries."""
    return [
        line
        for path in sorted(SAMPLE.glob("[cjk]*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


@pytest.fixture(scope="module")
def expected(lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process writes."""
    folder = tmp_path_factory.mktemp("expected")
    records = written(lines, folder)
    assert (
        main(["synthesize", "--records", str(records), "--out", str(folder), "--on", "2026-01-01", "--json"])
        == 0
    )
    return bytes_in(folder)


def test_daft_on_this_machine_writes_the_same_and_asks_nobody(
    lines: list[str], expected: dict[str, bytes], tmp_path: Path
) -> None:
    asked = (
        "import sys\n"
        "def see(event, given):\n"
        "    if event in ('socket.getaddrinfo', 'urllib.Request') or (\n"
        "        event == 'socket.connect' and isinstance(given[1], tuple)):\n"
        "        print('ASKED', event, given, file=sys.stderr)\n"
        "sys.addaudithook(see)\n"
    )

    run = start(tmp_path, lines, "--engine", "native", "--workers", "2", before=asked)

    said, problems = run.communicate(timeout=180)
    assert run.returncode == 0, problems
    assert json.loads(said)["topics"] > 0
    assert "ASKED" not in problems
    assert bytes_in(tmp_path) == expected


def test_a_cluster_of_the_run_itself_writes_the_same_and_leaves_nothing(
    lines: list[str], expected: dict[str, bytes], tmp_path: Path
) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as temporary:
        run = start(tmp_path, lines, "--engine", "ray", "--workers", "2", TMPDIR=temporary)
        said, problems = run.communicate(timeout=180)
        left = os.listdir(temporary)

    assert run.returncode == 0, problems
    assert json.loads(said)["topics"] > 0
    assert bytes_in(tmp_path) == expected
    assert left == []
    assert os.listdir(tmp_path / "home") == []


def test_a_killed_worker_of_a_cluster_changes_nothing(
    lines: list[str], expected: dict[str, bytes], tmp_path: Path
) -> None:
    with cluster(3, environment(tmp_path)) as running:
        run = start(
            tmp_path, lines, "--engine", "ray", TRICITY_RAY_ADDRESS=running.address, **running.environment
        )
        wait_for(lambda: run.poll() is not None or running.readers(), 120)
        assert run.poll() is None
        killed, seen = running.readers()[0]
        os.kill(killed, signal.SIGKILL)

        said, problems = run.communicate(timeout=180)

    assert run.returncode == 0, problems
    assert json.loads(said)["topics"] > 0
    assert bytes_in(tmp_path) == expected
    assert "A worker died or was killed" in problems
    assert seen >= SILENT


def start(
    folder: Path, lines: list[str], *options: str, before: str = "", **variables: str
) -> "subprocess.Popen[str]":
    """Start the command on the lines in another order, with a home of its own."""
    shuffled = random.Random(7).sample(lines, len(lines))
    (folder / "home").mkdir()
    return subprocess.Popen(
        [
            sys.executable, "-c", before + COMMAND, "synthesize", "--records", written(shuffled, folder),
            "--out", folder, "--on", "2026-01-01", "--json", *options,
        ],
        env={**environment(folder, HOME=str(folder / "home")), **variables},
        text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def written(lines: list[str], folder: Path) -> Path:
    path = folder / "records.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}
