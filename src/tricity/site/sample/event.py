"""The event of the sample: the webinar of 2020, with its programme as a file in each language and the way to its replay."""

from __future__ import annotations

import json
from typing import Any

from tricity.events.actions import keep_text, load_event
from tricity.events.models import Event
from tricity.events.programme_text import programme_text
from tricity.language import INTERFACE_LANGUAGES
from tricity.site.sample import FOLDER, SOURCE

EVENT = FOLDER / "event/webinar-2020.json"
# The page of the organizer that carries the replay, as the description's sources name it.
REPLAY_PAGE = "https://we-gov.org/regional-networks/webinar-on-cjk-smart-cities/"
REPLAY_TITLES = {
    "en": "Replay, on the organizer's page",
    "ja": "録画（主催者のページ）",
    "ko": "다시 보기(주최 기관 페이지)",
    "zh-hans": "回放（主办方网页）",
}
PROGRAMME_TITLES = {"en": "Programme", "ja": "プログラム", "ko": "프로그램", "zh-hans": "日程"}


def load_sample_event() -> Event:
    """Create the event or bring it up to date; loading it again changes nothing."""
    description = json.loads(EVENT.read_text(encoding="utf-8"))
    event = load_event({**description, "resources": _resources(description)}, source=SOURCE)
    for language in sorted(INTERFACE_LANGUAGES):
        keep_text(
            event,
            programme_text(event, language),
            external_id=f"programme-{language}",
            titles=PROGRAMME_TITLES,
            language=language,
        )
    return event


def _resources(description: dict[str, Any]) -> list[dict[str, Any]]:
    """The replay, where the description names the page that carries it."""
    if REPLAY_PAGE not in description.get("sources", ()):
        return []
    return [{"kind": "replay", "title": REPLAY_TITLES, "url": REPLAY_PAGE}]
