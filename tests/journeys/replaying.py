"""What the demo's replay lacks: a second recording with captions alone, a part withheld, a line corrected."""

from __future__ import annotations

from tests.journeys.site import Site
from tests.journeys.visitor import Visitor

EXAMPLE = """
    SELECT e.code, r.id FROM events_event e JOIN replay_replay r ON r.event_id = e.id
    WHERE r.published_at IS NOT NULL AND r.number = 1
"""
WORDS = (
    "WEBVTT\n\n00:05.000 --> 00:09.000\n<v 王伟>停车传感器为司机引路。\n\n00:20.000 --> 00:24.000\n谢谢。\n"
)


def prepare_more(site: Site, organizer: Visitor) -> None:
    code, replay = site.rows(EXAMPLE)[0]
    root = f"/en/events/{code}"
    _add_another(organizer, root)
    _withhold(organizer, root)
    _correct(site, organizer, root, replay)


def _add_another(organizer: Visitor, root: str) -> None:
    _done(organizer, f"{root}/replays/new/", {"titles_ja": "二日目の録画" * 8, "titles_ko": "둘째 날"})
    prepare = f"{root}/replay-2/prepare/"
    sent = organizer.send(
        prepare,
        {"language": "zh-hans", "origin": "human"},
        at=f"{root}/replay-2/tracks/new/",
        upload=("captions.vtt", WORDS.encode()),
    )
    assert sent.status == 302, sent.alerts()
    _done(organizer, prepare, {}, at=f"{root}/replay-2/publish/")


def _withhold(organizer: Visitor, root: str) -> None:
    """After the last word, where nothing is missed; of the captions alone, so that the media stay as they are."""
    values = {"scope": "captions", "start_ms": "1:11.6", "end_ms": "1:11.9", "reason": "발언자의 요청 " * 8}
    _done(organizer, f"{root}/replay/prepare/", values, at=f"{root}/replay/withheld/new/")


def _correct(site: Site, organizer: Visitor, root: str, replay: int) -> None:
    pk, text = site.rows(
        "SELECT c.id, c.text FROM replay_cue c JOIN replay_captiontrack t ON c.track_id = t.id "
        "WHERE t.replay_id = ? AND t.language = 'ko' ORDER BY c.start_ms",
        replay,
    )[0]
    path = f"{root}/replay/captions/ko/correct/"
    _done(organizer, path, {f"line-{pk}": f"{text} (정정)", f"was-{pk}": text})


def _done(organizer: Visitor, path: str, values: dict[str, str], *, at: str = "") -> None:
    sent = organizer.send(path, values, at=at) if at else organizer.send(path, values)
    assert sent.status == 302, sent.alerts()
