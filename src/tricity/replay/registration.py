"""What the search and the pages of events must know of this app."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tricity.directory.panels import Panel
from tricity.events.models import Event
from tricity.events.panels import Place
from tricity.events.panels import register as register_panel
from tricity.replay import queries, rules
from tricity.replay.digests import MomentView, moment_view
from tricity.replay.documents import KIND, documents
from tricity.replay.models import Passage
from tricity.search.registry import Indexed, register


def register_everywhere() -> None:
    # Imported for the jobs they register.
    from tricity.replay.actions import making, recordings  # noqa: F401

    register(
        Indexed(
            kind=KIND,
            model=Passage,
            documents=documents,
            present=present_found,
            template="replay/moment_card.html",
        )
    )
    register_panel(replay_panel, Place.ABOVE)
    register_panel(prepare_link, Place.ORGANIZE)


def present_found(ids: Sequence[int], language: str) -> dict[int, MomentView]:
    """Row id → the moment as a card, only of replays everybody may watch; one query."""
    return {row.pk: moment_view(row, language) for row in queries.findable_passages(ids)}


def replay_panel(event: Event, language: str, user: Any) -> Panel | None:
    """The way to the replay, once there is one to watch."""
    replay = queries.replay_of(event)
    if replay is None or not replay.is_public:
        return None
    return Panel("replay/panel.html", {"event": event, "has_media": bool(replay.renditions)})


def prepare_link(event: Event, language: str, user: Any) -> Panel | None:
    return Panel("replay/organize.html", {"event": event}) if rules.may_prepare(user, event) else None
