"""The tool that fetches the packages, without a network: the client is replaced, the archives are ours."""

import hashlib
import importlib.util
import lzma
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from tricity.language.lexicon.build.packages import Package, Registry

TOOL = Path(__file__).parents[3] / "tools" / "fetch_lexicon_sources.py"


@pytest.fixture
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fetch_lexicon_sources", TOOL)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An npm package of one file, `data/words.txt`, and a compressed one."""
    inside = tmp_path / "package"
    (inside / "data").mkdir(parents=True)
    (inside / "data" / "words.txt").write_text("물")
    (inside / "data" / "more.txt.xz").write_bytes(lzma.compress("水".encode()))
    path = tmp_path / "words-1.0.tgz"
    with tarfile.open(path, "w:gz") as tar:
        tar.add(inside, "package")
    return path


def package_of(archive: Path, **changed: str) -> Package:
    digest = changed.get("sha256") or hashlib.sha256(archive.read_bytes()).hexdigest()
    return Package("words", Registry.NPM, "words", "1.0", digest, "MIT", "A", "", ("data/more.txt.xz",))


def gives(tool: ModuleType, archive: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let every download give the archive; return the list of what was asked for."""
    asked = []

    def download(package: Package, place: Path) -> None:
        asked.append(package.name)
        shutil.copy(archive, place)

    monkeypatch.setattr(tool, "download", download)
    return asked


def test_a_package_is_unpacked_without_the_folder_around_it(
    tool: ModuleType, archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gives(tool, archive, monkeypatch)

    tool.fetch(package_of(archive), tmp_path / "words")

    assert (tmp_path / "words/data/words.txt").read_text() == "물"
    assert (tmp_path / "words/data/more.txt").read_text() == "水"


def test_another_digest_is_refused_and_what_was_there_stays(
    tool: ModuleType, archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gives(tool, archive, monkeypatch)
    (tmp_path / "words").mkdir()

    with pytest.raises(SystemExit, match="SHA-256"):
        tool.fetch(package_of(archive, sha256="0" * 64), tmp_path / "words")

    assert list((tmp_path / "words").iterdir()) == []


def test_what_is_there_is_not_fetched_again(
    tool: ModuleType, archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = gives(tool, archive, monkeypatch)
    monkeypatch.setattr(tool, "read_packages", lambda: (package_of(archive),))

    tool.main([str(tmp_path / "sources")])
    tool.main([str(tmp_path / "sources")])

    assert asked == ["words"]


def test_a_wheel_is_unpacked_as_it_is(tool: ModuleType, tmp_path: Path) -> None:
    wheel = tmp_path / "words-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("words/words.txt", "水")

    tool.unpack(wheel, tmp_path / "unpacked")

    assert (tmp_path / "unpacked/words/words.txt").read_text() == "水"


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="only Debian unpacks its packages")
def test_a_debian_package_is_unpacked_as_it_is(tool: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "made/DEBIAN").mkdir(parents=True)
    (tmp_path / "made/DEBIAN/control").write_text(
        "Package: words\nVersion: 1\nArchitecture: all\nMaintainer: A <a@example.org>\nDescription: words\n"
    )
    (tmp_path / "made/words.txt").write_text("水")
    subprocess.run(["dpkg-deb", "--build", tmp_path / "made", tmp_path / "words.deb"], check=True)

    tool.unpack(tmp_path / "words.deb", tmp_path / "unpacked")

    assert (tmp_path / "unpacked/words.txt").read_text() == "水"


@pytest.mark.parametrize(
    ("registry", "end"),
    [
        (Registry.NPM, ["npm", "pack", "--silent", "--ignore-scripts", "words@1.0"]),
        (Registry.DEBIAN, ["apt-get", "--quiet=2", "download", "words=1.0"]),
    ],
)
def test_clients_are_asked_by_name_and_version(
    tool: ModuleType, registry: Registry, end: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commands = []

    def run(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(tool.subprocess, "run", run)

    tool.download(Package("words", registry, "words", "1.0", "0", "", "", ""), tmp_path)

    assert commands == [end]


def test_pip_is_told_the_digest(tool: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tool.subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 0))
    place = tmp_path / "archive"
    place.mkdir()

    tool.download(Package("words", Registry.PYPI, "words", "1.0", "ab", "", "", ""), place)

    assert (tmp_path / "wanted.txt").read_text() == "words==1.0 --hash=sha256:ab\n"


def test_the_tool_names_no_host() -> None:
    assert "://" not in TOOL.read_text(encoding="utf-8")
