"""Names of recordings, read: which language, and where they begin on the event clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from tricity.elsewhere.reading import Clock, read_recording_name
from tricity.events.models import Event, Session
from tricity.media import FLOOR
from tricity.members.models import written
from tricity.replay import clocks
from tricity.replay.digests import channel_name, channel_tag
from tricity.replay.models import Recording, Replay
from tricity.web.text import LocalizedText

MOST = 100


@dataclass(frozen=True, slots=True)
class Proposal:
    """`offset` is written as the form of the replay takes it; `is_told` whether the name says when it began.

    `is_there`: a recording of this name has been uploaded already.
    """

    name: LocalizedText
    channel: str
    tag: str
    is_language_told: bool
    offset: str
    is_told: bool
    url: str
    is_there: bool


def proposals(
    event: Event, session: Session | None, names: Iterable[str], *, zone: str, language: str
) -> list[Proposal]:
    """In the order given, each name once; two queries."""
    begins = session.starts_at if session and session.starts_at else event.starts_at
    clock = Clock(zone, begins)
    there = set(Recording.objects.filter(replay__event=event).values_list("name", flat=True))
    address = reverse("replay:prepare", args=[event.code, _number_of_replay(event, session)])
    found = []
    for name in list(dict.fromkeys(each.strip() for each in names if each.strip()))[:MOST]:
        read = read_recording_name(name)
        channel = read.language if read.language and not read.is_floor else FLOOR
        began = clock.instant(read.began) or begins
        offset = clocks.written(round((began - event.starts_at).total_seconds() * 1000))
        query = urlencode({"channel": channel, "begins": offset})
        found.append(
            Proposal(
                name=written(read.name, language),
                channel=channel_name(channel),
                tag=channel_tag(channel),
                is_language_told=bool(read.language) or read.is_floor,
                offset=offset,
                is_told=read.began is not None,
                url=f"{address}?{query}#upload-title",
                is_there=read.name in there,
            )
        )
    return found


def _number_of_replay(event: Event, session: Session | None) -> int:
    """That of the replay the session was chosen for; the first of the event where none was."""
    chosen = Replay.objects.filter(event=event, sessions=session) if session else Replay.objects.none()
    return chosen.order_by("number").values_list("number", flat=True).first() or 1
