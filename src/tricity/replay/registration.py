"""What the search and the pages of events must know of this app."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef

from tricity.directory.panels import Panel
from tricity.events import consenting, hearing, showing
from tricity.events.models import Event
from tricity.events.panels import Place
from tricity.events.panels import register as register_panel
from tricity.replay import actions, player, queries, rules
from tricity.replay.digests import MomentView, moment_view, present_player, settings_of, sounds
from tricity.replay.digests.parts import part_name
from tricity.replay.documents import KIND, documents
from tricity.replay.models import Passage
from tricity.rooms.panels import register_player
from tricity.rooms.queries import read_alongside
from tricity.search.actions import touch
from tricity.search.registry import Indexed, register


def register_everywhere() -> None:
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
    register_player(room_player)
    read_alongside("has_replay", Exists(queries.shown().filter(event=OuterRef("pk"))))
    consenting.register_listener(actions.consents_changed)
    hearing.register_listener(actions.reconsider_all)
    showing.register_listener(event_shown_or_hidden)


def present_found(ids: Sequence[int], language: str) -> dict[int, MomentView]:
    """Row id → the moment as a card, only of replays everybody may watch; one query."""
    return {row.pk: moment_view(row, language) for row in queries.findable_passages(ids)}


def replay_panel(event: Event, language: str, user: Any) -> Panel | None:
    """The ways to the replays, once there are some to watch; organizers are told of those that are withheld. One query."""
    rows = queries.published_replays(event)
    shown = [row for row in rows if row.is_public]
    withheld = [row for row in rows if not row.is_public and rules.may_prepare(user, event)]
    if not shown and not withheld:
        return None
    context = {
        "parts": [{"name": part_name(row, language), "url": row.get_absolute_url()} for row in shown],
        "withheld": [{"name": part_name(row, language), "url": row.address("prepare")} for row in withheld],
        "has_media": any(row.renditions for row in shown),
    }
    return Panel("replay/panel.html", context)


def room_player(event: Event, language: str, person: Any) -> Panel | None:
    """The replay itself where the room has its player; of several the first is played, the others are linked."""
    if not event.is_public or not getattr(event, "has_replay", True):
        return None
    shown = queries.replays_of(event)
    shown = [row for row in shown if row.is_public]
    played = next((row for row in shown if row.renditions and sounds(row)), None)
    if played is None:
        return None
    page = present_player(played, language)
    others = [
        {"name": part_name(row, language), "url": row.get_absolute_url()}
        for row in shown
        if row is not played
    ]
    context = {
        "page": page,
        "settings": {**settings_of(page), **player.scripts()},
        "player": player.scripts(),
        "speeds": player.SPEEDS,
        "others": others,
        "policy": player.NEEDS,
    }
    return Panel("replay/room_player.html", context)


def prepare_link(event: Event, language: str, user: Any) -> Panel | None:
    return Panel("replay/organize.html", {"event": event}) if rules.may_prepare(user, event) else None


def event_shown_or_hidden(event: Event) -> None:
    """Moments of a withdrawn event leave the search, those of one that is published again come back."""
    passages = list(queries.passages_of(event))
    if passages:
        touch(*passages)
