"""Making bundles: an event, or chosen records, as a folder that opens without any site."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from django.utils import timezone, translation
from django.utils.formats import date_format

from tricity.bundles import event_pages, record_pages, recording_pages
from tricity.bundles.checking import START, check
from tricity.bundles.contents import Contents, contents_of, newest
from tricity.bundles.errors import Faulty, NothingFound
from tricity.bundles.folder import Folder, writing
from tricity.bundles.rendering import LANGUAGES, Page, Section, start_page, to_html
from tricity.bundles.selection import selected
from tricity.bundles.sound import make_small, tools
from tricity.bundles.style import style
from tricity.events.digests import present
from tricity.events.models import Event
from tricity.media import Tools
from tricity.web.chosen import site_name

Progress = Callable[[int, int], None]
MOST_FAULTS: Final = 5


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was made: `left_out` are titles of files that are not on the disk, `is_small` whether ffmpeg made the sound small."""

    out: str
    files: int
    bytes: int
    pages: int
    links: int
    seconds: float
    left_out: tuple[str, ...] = ()
    is_small: bool = True

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def make_event_bundle(
    event: Event,
    out: Path,
    progress: Progress = lambda done, total: None,
    *,
    most_bytes: int | None = None,
) -> Bundle:
    """Write everything public about the event to `out`, in place of an earlier bundle.

    Raises NotPublic, NotABundle, NotWritable, TooLarge, Faulty; MakingFailed where a sound cannot be read.
    """
    started = time.monotonic()
    contents = contents_of(event)
    with writing(out, most_bytes) as folder, timezone.override(event.time_zone):
        steps = _Steps(
            progress,
            sum(len(each.sounds) for each in contents.recordings) + len(contents.files) + len(LANGUAGES) + 1,
        )
        with_tools = tools()
        sizes = _add_sounds(folder, contents, with_tools, steps)
        _add_files(folder, contents, steps)
        for language in LANGUAGES:
            with translation.override(language):
                _add_pages(
                    folder,
                    _pages(contents, language, sizes),
                    event_pages.sections_of(contents),
                    language,
                    contents.as_of,
                )
            steps.done()
        _finish(
            folder,
            _titles(event),
            {"kind": "event", "code": event.code, "titles": event.titles},
            contents.as_of,
        )
        found = _checked(folder)
        steps.done()
    is_small = with_tools is not None or not any(each.sounds for each in contents.recordings)
    return _made(out, folder, found, started, left_out=contents.left_out, is_small=is_small)


def make_records_bundle(
    filters: Mapping[str, Sequence[str]], out: Path, progress: Progress = lambda done, total: None
) -> Bundle:
    """Write the public records that fit (all without a filter). Raises NothingFound and what is raised for events."""
    started = time.monotonic()
    records = selected(filters)
    if not records:
        raise NothingFound
    ids, as_of = [row.pk for row in records], newest(row.updated_at for row in records)
    with writing(out) as folder, timezone.override(dt.UTC):
        steps = _Steps(progress, len(LANGUAGES) + 1)
        for language in LANGUAGES:
            with translation.override(language):
                listed = record_pages.list_page([], record_pages.record_views(ids, language))
                # The list is what one begins with.
                first = Page(START, listed.template, listed.title, listed.context, START)
                _add_pages(folder, [first, listed], [], language, as_of)
                _add_pages(folder, record_pages.record_pages(ids, language, {}), [], language, as_of)
            steps.done()
        about = {"kind": "records", "filters": {name: list(values) for name, values in filters.items()}}
        _finish(folder, {code: (site_name(), "") for code in LANGUAGES}, about, as_of)
        found = _checked(folder)
        steps.done()
    return _made(out, folder, found, started)


class _Steps:
    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def done(self) -> None:
        self._done += 1
        self._progress(self._done, self._total)


def _add_sounds(
    folder: Folder, contents: Contents, with_tools: Tools | None, steps: _Steps
) -> dict[str, int]:
    """Bytes of each by name; as many are made at once as there are processors."""
    sounds = [sound for each in contents.recordings for sound in each.sounds]
    targets = {sound: folder.new_path(f"sound/{sound.name}") for sound in sounds}
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        waiting = {
            pool.submit(make_small, sound.made, target, with_tools, seconds=sound.seconds)
            for sound, target in targets.items()
        }
        for made in as_completed(waiting):
            made.result()
            steps.done()
    for sound in sounds:
        folder.note(f"sound/{sound.name}")
    return {sound.name: target.stat().st_size for sound, target in targets.items()}


def _add_files(folder: Folder, contents: Contents, steps: _Steps) -> None:
    for row in contents.event.resources.filter(pk__in=contents.files):
        with row.file.open("rb") as content:
            folder.add_file(f"files/{contents.files[row.pk]}", content)
        steps.done()
    for path, text in recording_pages.files_of(contents).items():
        folder.add_text(path, text)


def _pages(contents: Contents, language: str, sizes: dict[str, int]) -> Iterable[Page]:
    yield from event_pages.pages_of(contents, language)
    yield from recording_pages.pages_of(contents, language, sizes)
    if not contents.candidates:
        return
    candidates = record_pages.candidate_views(contents.candidates, language)
    yield record_pages.list_page(candidates, record_pages.record_views(contents.record_ids, language))
    sessions = event_pages.sessions_by_candidate(contents, language)
    for view in candidates:
        yield record_pages.candidate_page(view, sessions.get(view.pk, ()), contents.record_ids)
    yield from record_pages.record_pages(contents.record_ids, language, record_pages.cited_by(candidates))


def _add_pages(
    folder: Folder, pages: Iterable[Page], sections: Sequence[Section], language: str, as_of: dt.datetime
) -> None:
    for page in pages:
        folder.add_text(f"{language}/{page.name}", to_html(page, sections, language, as_of))


def _titles(event: Event) -> dict[str, tuple[Any, str]]:
    """Language → title in it and the day of the event."""
    found: dict[str, tuple[Any, str]] = {}
    for code in LANGUAGES:
        with translation.override(code):
            day = date_format(timezone.localtime(event.starts_at), "DATE_FORMAT")
            found[code] = (present([event], code)[0].title, day)
    return found


def _finish(
    folder: Folder, titles: Mapping[str, tuple[Any, str]], about: Mapping[str, Any], as_of: dt.datetime
) -> None:
    folder.add_text("style.css", style())
    folder.add_text(START, start_page(titles))
    moment = as_of.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    folder.finish({**about, "languages": list(LANGUAGES), "as_of": moment})


def _checked(folder: Folder) -> Any:
    """Raises Faulty: what does not pass is not kept."""
    found = check(folder.place)
    if found.problems:
        some = (f"{each.fault} {each.path}:{each.line} {each.what}" for each in found.problems[:MOST_FAULTS])
        raise Faulty("; ".join(some))
    return found


def _made(out: Path, folder: Folder, found: Any, started: float, **more: Any) -> Bundle:
    seconds = round(time.monotonic() - started, 1)
    return Bundle(str(out), folder.files + 1, folder.size, found.pages, found.links, seconds, **more)
