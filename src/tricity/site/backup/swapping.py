"""Putting a restored folder in the place of the one in use: a few renames, finished later if the machine stops between."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from tricity.site import state
from tricity.site.backup.making import folder

MARKER = "restoring.json"


def swap(data: Path, staged: Path, kept: Path | None) -> None:
    """Move what is in `staged` into `data`, and what was there before into `kept` (a folder in `data`).

    A note is written first: `finish` does the rest after an interruption.
    """
    old = [entry.name for entry in data.iterdir() if _gives_way(entry)]
    new = [entry.name for entry in staged.iterdir()]
    note = {"staged": staged.name, "kept": kept.name if kept else "", "old": old, "new": new}
    marker = state.folder(data) / MARKER
    temporary = marker.with_suffix(".partial")
    temporary.write_text(json.dumps(note), encoding="utf-8")
    with temporary.open("rb") as handle:
        os.fsync(handle.fileno())
    temporary.replace(marker)
    finish(data)


def finish(data: Path) -> bool:
    """Do what is left of an interrupted swap; False where there is none. May be called any number of times."""
    marker = data / state.FOLDER / MARKER
    try:
        note = json.loads(marker.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False
    staged = data / note["staged"]
    aside = data / note["kept"] if note["kept"] else staged / ".replaced"
    aside.mkdir(exist_ok=True, mode=0o700)
    waiting = {name for name in note["new"] if (staged / name).exists()}
    for name in note["old"]:
        # What is there under a name whose successor has moved in already is the successor.
        if (
            (data / name).exists()
            and (name in waiting or name not in note["new"])
            and not (aside / name).exists()
        ):
            (data / name).rename(aside / name)
    for name in waiting:
        (staged / name).rename(data / name)
    marker.unlink()
    shutil.rmtree(staged, ignore_errors=True)
    return True


def is_interrupted(data: Path) -> bool:
    return (data / state.FOLDER / MARKER).exists()


def holds_a_site(data: Path) -> bool:
    """There is something in the folder that a restore would replace, beyond what any first command makes."""
    return data.exists() and any(
        _gives_way(entry) and entry.name not in {"secret-key", "index", "static"} for entry in data.iterdir()
    )


def _gives_way(entry: Path) -> bool:
    stays = entry.name in {state.FOLDER, "backups"} or entry.name.startswith(("kept-", "restoring-"))
    return not stays and entry.resolve() != folder().resolve()


def remove_traces(data: Path) -> None:
    """Remove a folder that was made for a restore which then failed; one that holds a site, or half of one, stays."""
    if not (holds_a_site(data) or is_interrupted(data)):
        shutil.rmtree(data, ignore_errors=True)
