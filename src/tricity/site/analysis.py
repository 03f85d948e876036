"""One process that holds the segmenters' dictionaries (some 500 MB) for all others of this site.

The others ask it over a Unix socket for the words of a text. Where it does not answer for some seconds (it is started
again, or was never started) they load the dictionaries themselves: slower and larger, but never wrong.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Sequence
from multiprocessing import ProcessError
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import Any

from tricity.language.segment import Token
from tricity.language.segment.base import Segmenter
from tricity.language.segment.registry import make_segmenter, use_segmenters

logger = logging.getLogger(__name__)

# Address and key (hexadecimal) of the socket; the supervisor chooses both anew each time it starts.
ADDRESS_VARIABLE = "TRICITY_ANALYSIS_SOCKET"
KEY_VARIABLE = "TRICITY_ANALYSIS_KEY"
PATIENCE_SECONDS = 6.0
_PAUSE_SECONDS = 0.05
FAMILIES = ("en", "zh", "ja", "ko")


def main() -> None:
    """Answer until told to stop."""
    address = Path(os.environ[ADDRESS_VARIABLE])
    address.unlink(missing_ok=True)  # of one that was killed
    with Listener(str(address), "AF_UNIX", authkey=_key()) as listener:
        threading.Thread(target=_load, name="load", daemon=True).start()
        while True:
            try:
                connection = listener.accept()
            except (
                OSError,
                EOFError,
                ProcessError,
            ) as error:  # a stranger, or one that went away while it was greeted
                logger.warning("a connection failed: %s", error)
                continue
            threading.Thread(target=_answer, args=(connection,), daemon=True).start()


def _load() -> None:
    for family in FAMILIES:
        make_segmenter(family).segment("城市")


def _answer(connection: Connection) -> None:
    """Serve one client: (family, method, text or texts) in, the method's result or results out."""
    with connection:
        while True:
            try:
                family, method, asked = connection.recv()
                answer = getattr(make_segmenter(family), method)
                connection.send(answer(asked) if isinstance(asked, str) else [answer(text) for text in asked])
            except (EOFError, OSError):
                return


def ask_the_analysis_process() -> None:
    """Have the segmenters of this process ask the one that holds the dictionaries; without one nothing changes."""
    if os.environ.get(ADDRESS_VARIABLE):
        use_segmenters(RemoteSegmenter)


class RemoteSegmenter:
    """A language's segmenter as another process has it; safe to call from several threads."""

    def __init__(self, family: str) -> None:
        self._family = family
        self._threads = threading.local()
        self._local: Segmenter | None = None

    def segment(self, text: str) -> list[Token]:
        """Return the words of a text (see `Segmenter.segment`)."""
        words: list[Token] = self._ask("segment", text)
        return words

    def segment_all(self, texts: Sequence[str]) -> list[list[Token]]:
        """Return the words of each text, asked for together."""
        words: list[list[Token]] = self._ask("segment", list(texts))
        return words

    def readings(self, text: str) -> list[tuple[str, str, str]]:
        """Return the readings of Japanese words (see `JapaneseSegmenter.readings`)."""
        found: list[tuple[str, str, str]] = self._ask("readings", text)
        return found

    def pinyin(self, text: str) -> list[str]:
        """Return how Chinese characters are read (see `ChineseSegmenter.pinyin`)."""
        read: list[str] = self._ask("pinyin", text)
        return read

    def toned_pinyin(self, text: str) -> list[str]:
        """Return how Chinese characters are read, with tones."""
        read: list[str] = self._ask("toned_pinyin", text)
        return read

    def _ask(self, method: str, asked: str | list[str]) -> Any:
        if self._local is None:
            deadline = time.monotonic() + PATIENCE_SECONDS
            while time.monotonic() < deadline:
                try:
                    connection = self._connection()
                    connection.send((self._family, method, asked))
                    return connection.recv()
                except (OSError, EOFError, ProcessError):
                    self._threads.connection = None
                    time.sleep(_PAUSE_SECONDS)
            logger.warning("the analysis process does not answer: loading %s here", self._family)
            self._local = make_segmenter(self._family)
        answer = getattr(self._local, method)
        return answer(asked) if isinstance(asked, str) else [answer(text) for text in asked]

    def _connection(self) -> Connection:
        connection: Connection | None = getattr(self._threads, "connection", None)
        if connection is None:
            connection = Client(os.environ[ADDRESS_VARIABLE], "AF_UNIX", authkey=_key())
            self._threads.connection = connection
        return connection


def _key() -> bytes:
    return bytes.fromhex(os.environ[KEY_VARIABLE])
