"""The reading process: what it answers, what it may not do, and that nothing it does harms the site."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from tests.documents import samples
from tricity.directory.models import Organization
from tricity.documents import actions, sandbox
from tricity.documents.reading import Unreadable

ROOT = Path(__file__).resolve().parents[2]


def stored(folder: Path, content: bytes) -> Path:
    path = folder / "stored"
    path.write_bytes(content)
    return path


def test_a_document_is_read_in_another_process(tmp_path: Path) -> None:
    text = sandbox.read(stored(tmp_path, samples.docx_file()), "計画.docx")

    assert (text.format, len(text.blocks)) == ("docx", 7)


@pytest.mark.django_db
def test_a_brought_document_is_read_in_another_process(body: Organization) -> None:
    upload = ContentFile(samples.hwp_file(), name="계획.pdf")
    document = actions.bring_document(upload, by=None, owner=body, kind="need")

    actions.read_document(document.pk)

    document.refresh_from_db()
    assert (document.state, document.problem_code) == ("refused", "disguised")


def test_a_refusal_comes_back_with_its_values(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        sandbox.read(stored(tmp_path, samples.docx_file()), "計画.pdf")

    assert refused.value.code == "disguised"
    assert refused.value.values == {"suffix": "pdf", "found": "Word (DOCX)", "right": "docx"}


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        ("crash", "crashed"),
        ("spin", "too-slow"),
        ("sleep", "too-slow"),
        ("eat", "crashed"),
        ("flood", "crashed"),
        ("lie", "crashed"),
        ("babble", "crashed"),
    ],
)
def test_whatever_the_process_does_is_a_refusal(
    deed: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "READER", "tests.documents.misbehaving")
    monkeypatch.syspath_prepend(str(ROOT))

    with pytest.raises(Unreadable) as refused:
        sandbox.read(stored(tmp_path, b"x"), deed, seconds=3)

    assert refused.value.code == code


def test_settings_of_the_site_do_not_reach_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRICITY_SECRET_KEY", "secret")

    assert not [
        name for name in sandbox._environment(str(tmp_path)) if name.startswith(("TRICITY", "DJANGO"))
    ]


def deed(lines: str) -> str:
    """What a confined process prints: the name of the error, or "done"."""
    program = textwrap.dedent(
        f"""
        import os, resource, signal, socket, subprocess, threading
        from tricity.documents.reading import confine
        confine.limit_resources()
        assert confine.shut_out()
        try:
            {lines}
            print("done")
        except Exception as error:
            print(type(error).__name__)
        """
    )
    environment = {"PYTHONPATH": os.pathsep.join(sys.path), "PATH": os.environ["PATH"]}
    ran = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    return ran.stdout.strip()


needs_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="seccomp is of Linux")


@needs_linux
@pytest.mark.parametrize(
    "lines",
    [
        "open('/etc/passwd')",
        "open('/tmp/tricity-x', 'w')",
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', 9), 1)",
        "subprocess.run(['true'])",
        "os.execv('/bin/true', ['true'])",
        "os.unlink('/tmp/tricity-x')",
        "os.rename('/tmp', '/tmp-x')",
        "os.mkdir('/tmp/tricity-y')",
        "os.kill(os.getppid(), 0)",
        "resource.prlimit(os.getppid(), resource.RLIMIT_CPU)",
        "signal.pthread_kill(threading.get_ident(), 0)",
    ],
)
def test_a_confined_process_reaches_nothing(lines: str) -> None:
    assert deed(lines) == "PermissionError"


@needs_linux
def test_a_confined_process_may_still_compute() -> None:
    assert deed("sum(range(10)); b'\\xd6\\xd0'.decode('gb18030')") == "done"
