"""The commands for those who run the site, as a person types them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.migrated import prepare
from tests.site.processes import ROOT, environment

PREPARE = """
from tests import factories
factories.record()
"""
TRICITY = "from tricity.site.cli import main; raise SystemExit(main())"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    prepare(folder, PREPARE)
    return folder


def tricity(data: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", TRICITY, *arguments]
    return subprocess.run(
        command, env=environment(data), cwd=ROOT, input=given, capture_output=True, check=False
    )


def test_backup_goes_through_a_pipe_into_another_folder(data: Path, tmp_path: Path) -> None:
    made = tricity(data, "backup", "-")
    assert made.returncode == 0, made.stderr

    target = tmp_path / "new"
    restored = tricity(data, "restore", "-", "--into", str(target), "--no-index", "--json", given=made.stdout)

    assert restored.returncode == 0, restored.stderr
    assert json.loads(restored.stdout)["data"] == str(target)
    assert (target / "secret-key").read_text() == (data / "secret-key").read_text()


def test_refused_restore_leaves_no_folder(data: Path, tmp_path: Path) -> None:
    refused = tricity(data, "restore", "-", "--into", str(tmp_path / "new"), given=b"no backup")

    assert refused.returncode == 1
    assert b"cannot be read to its end" in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_restore_over_a_site_is_refused(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "b.tar.gz"
    assert tricity(data, "backup", str(path)).stdout.decode().strip() == str(path)

    refused = tricity(data, "restore", str(path))

    assert refused.returncode == 1
    assert b"--force" in refused.stderr


def test_verify_needs_a_file(data: Path) -> None:
    assert tricity(data, "backup", "--verify").returncode == 2


def test_doctor_mends_and_says_so(data: Path) -> None:
    os.chmod(data, 0o755)
    os.chmod(data / "secret-key", 0o644)

    done = json.loads(tricity(data, "doctor", "--mend", "--json").stdout)

    assert any("secret-key" in sentence for sentence in done["mended"])
    assert not [finding for finding in done["findings"] if finding["level"] == "error"]
