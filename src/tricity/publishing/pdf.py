"""PDF by WeasyPrint, in a process of its own with limits; nothing of it is loaded into the process that serves the site."""

from __future__ import annotations

import ctypes.util
import importlib.util
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from functools import lru_cache
from typing import IO, Final

from tricity.publishing.errors import CannotPrint
from tricity.publishing.html import page
from tricity.publishing.languages import LANGUAGES
from tricity.publishing.model import Document

logger = logging.getLogger(__name__)

PRINTER: Final = "tricity.publishing.printing"
SECONDS: Final = 60.0  # by the clock
AT_ONCE: Final = 2  # printing takes a whole core; the others wait
_WAIT_SECONDS: Final = 20.0
# Library: the Debian package that has it. WeasyPrint opens them when it is loaded.
LIBRARIES: Final = {
    "gobject-2.0": "libglib2.0-0",
    "pango-1.0": "libpango-1.0-0",
    "harfbuzz": "libharfbuzz0b",
    "fontconfig": "libfontconfig1",
    "pangoft2-1.0": "libpangoft2-1.0-0",
}
FONTS: Final = "fonts-noto-cjk"
_IS_PDF: Final = b"%PDF-"
_places = threading.BoundedSemaphore(AT_ONCE)


def pdf(document: Document, *, seconds: float = SECONDS) -> bytes:
    """The document as a tagged PDF (PDF/UA-1), A4. Raises CannotPrint, and what `page` raises."""
    content = page(document).encode()
    if without_engine():
        raise CannotPrint("missing")
    if not _places.acquire(timeout=_WAIT_SECONDS):
        raise CannotPrint("busy")
    try:
        return _printed(content, seconds)
    finally:
        _places.release()


@lru_cache(maxsize=1)
def without_engine() -> tuple[str, ...]:
    """Packages without which no PDF is made: of Python or of Debian."""
    found = [] if importlib.util.find_spec("weasyprint") else ["weasyprint"]
    found += [package for name, package in LIBRARIES.items() if ctypes.util.find_library(name) is None]
    return tuple(found)


def missing() -> tuple[str, ...]:
    """Those, and the fonts without which a PDF shows the characters of one language in the shape of another."""
    return (*without_engine(), *((FONTS,) if _lacks_fonts() else ()))


def _lacks_fonts() -> bool:
    lister = shutil.which("fc-list")
    if lister is None:
        return False  # not known
    try:
        said = subprocess.run(  # noqa: S603 a fixed command
            [lister, ":", "family"], capture_output=True, text=True, check=False, timeout=20
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return False
    return any(language.print_font not in said for language in LANGUAGES.values())


def _printed(content: bytes, seconds: float) -> bytes:
    with (
        tempfile.TemporaryDirectory(prefix="tricity-printing-") as folder,
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as out,
    ):
        given.write(content)
        given.seek(0)
        code = _run(given, out, folder, seconds)
        out.seek(0)
        made = out.read()
    if code == 0 and made.startswith(_IS_PDF):
        return made
    logger.warning("printing a document ended with %s", code)
    raise CannotPrint(_REASONS.get(code, "crashed"))


TOO_HEAVY: Final = 4
_REASONS: Final = {
    TOO_HEAVY: "too-heavy",
    -signal.SIGXCPU: "too-slow",
    -signal.SIGXFSZ: "too-heavy",
    -signal.SIGKILL: "too-heavy",
}


def _run(given: IO[bytes], out: IO[bytes], folder: str, seconds: float) -> int:
    """The exit code; negative for the signal that ended the process."""
    process = subprocess.Popen(  # noqa: S603 our own module, without arguments of others
        [sys.executable, "-B", "-m", PRINTER],
        stdin=given,
        stdout=out,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise CannotPrint("too-slow") from None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _environment(folder: str) -> dict[str, str]:
    """Only what Python and the fonts need: no settings, keys or passwords of the site reach the process."""
    kept = {name: os.environ[name] for name in ("FONTCONFIG_FILE", "FONTCONFIG_PATH") if name in os.environ}
    return {
        "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry),
        "HOME": folder,
        "TMPDIR": folder,
        "LC_ALL": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        **kept,
    }
