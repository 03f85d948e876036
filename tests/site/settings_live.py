"""Settings of the tests, with a public room whose rows are the lines of a file in the data folder."""

from pathlib import Path

from tricity.live import Tail, sources
from tricity.live.events import from_line
from tricity.site.settings_test import *  # noqa: F403  # settings are taken whole
from tricity.site.settings_test import DATA

ROWS = Path(DATA) / "rows.jsonl"


def _read(room: str, after: int, limit: int) -> Tail | None:
    if room != "forum-2026":
        return None
    events = [from_line(line) for line in ROWS.read_bytes().splitlines()] if ROWS.exists() else []
    found = [event for event in events if event.seq > after][:limit]
    return Tail(max([0, *(event.seq for event in events)]), found, is_public=True)


sources.register("file", _read)
