"""Replays of events: the demo's made-up one."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.events import OF_EVENT
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import EVERYBODY, FORMS_ONLY, Known, Thing, by_role, ways
from tests.journeys.site import Site

# Machines without ffmpeg or a voice have the transcript alone.
MEDIA = by_role((200, 404))
ORGANIZERS = by_role((403,), visitor=(302,), organizer=(200,), operator=(200,))


def _example(
    *more: object, query: str = "", part: str = "replay"
) -> Callable[[Site, Furnished], list[Thing]]:
    def find(site: Site, made: Furnished) -> list[Thing]:
        code = site.one(
            "SELECT e.code FROM events_event e JOIN replay_replay r ON r.event_id = e.id WHERE r.published_at IS NOT NULL AND r.number = 1"
        )
        return [Thing("example", (code, part, *more), query=query)]

    return find


def _watched(site: Site, made: Furnished) -> list[Thing]:
    """As it is opened, at a moment, and with something found in it."""
    return [
        *_example()(site, made),
        *_example(query="?t=24&captions=ja")(site, made),
        *_example(query="?q=%EC%A3%BC%EC%B0%A8")(site, made),
        *_example(part="replay-2")(site, made),
    ]


def _prepared(site: Site, made: Furnished) -> list[Thing]:
    """The first with its media, and one that has captions alone."""
    return [*_example()(site, made), *_example(part="replay-2")(site, made)]


def _corrected(site: Site, made: Furnished) -> list[Thing]:
    """By itself, and beside another language."""
    return [*_example("ko")(site, made), *_example("ko", query="?beside=ja")(site, made)]


ONE_OF_THEM = Known(FORMS_ONLY, ways(("CODE", "replay", "1")), is_page=False)
OF_REPLAY = Known(FORMS_ONLY, ways(("CODE", "replay")), is_page=False)
_R = f"{L}events/<code>/<which>"
KNOWN: dict[str, Known] = {
    f"{_R}/": Known(EVERYBODY, _watched),
    f"{_R}/main.m3u8": Known(MEDIA, _example(), is_page=False),
    f"{_R}/sound.m3u8": Known(MEDIA, _example(), is_page=False),
    f"{_R}/media/<rendition>/<name>": Known(
        by_role((404,)), _example("sound-ko-0123456789ab", "media.mp4"), is_page=False
    ),
    f"{_R}/chapters.vtt": Known(EVERYBODY, _example(), is_page=False),
    f"{_R}/captions/<spoken>.m3u8": Known(EVERYBODY, _example("ko"), is_page=False),
    f"{_R}/captions/<spoken>.vtt": Known(EVERYBODY, _example("ko"), is_page=False),
    f"{_R}/captions/<spoken>.txt": Known(EVERYBODY, _example("ko"), is_page=False),
    f"{_R}/captions/<spoken>/<number>.vtt": Known(EVERYBODY, _example("ko", 0), is_page=False),
    f"{_R}/captions/<spoken>/correct/": Known(ORGANIZERS, _corrected),
    f"{L}events/<code>/replays/new/": Known(ORGANIZERS, OF_EVENT),
    f"{_R}/describe/": Known(ORGANIZERS, _example()),
    f"{_R}/delete/": OF_REPLAY,
    f"{_R}/withheld/new/": OF_REPLAY,
    f"{_R}/withheld/<pk>/delete/": ONE_OF_THEM,
    f"{_R}/prepare/": Known(ORGANIZERS, _prepared),
    f"{_R}/uploads/": OF_REPLAY,
    f"{_R}/uploads/<pk>/": ONE_OF_THEM,
    f"{_R}/recordings/new/": OF_REPLAY,
    f"{_R}/recordings/<pk>/offset/": ONE_OF_THEM,
    f"{_R}/recordings/<pk>/delete/": ONE_OF_THEM,
    f"{_R}/tracks/new/": OF_REPLAY,
    f"{_R}/tracks/<pk>/delete/": ONE_OF_THEM,
    f"{_R}/marks/new/": OF_REPLAY,
    f"{_R}/marks/<pk>/delete/": ONE_OF_THEM,
    f"{_R}/make/": OF_REPLAY,
    f"{_R}/publish/": OF_REPLAY,
    f"{_R}/withdraw/": OF_REPLAY,
}
