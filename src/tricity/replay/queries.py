from __future__ import annotations

from collections.abc import Sequence

from django.db import models

from tricity.events.models import Event, Session, SessionPerson
from tricity.events.queries import public_events
from tricity.media import FLOOR, Cue
from tricity.replay.models import CaptionTrack, Mark, Passage, Recording, Replay, Withheld
from tricity.replay.models import Cue as CueRow

Span = tuple[int, int]
Scope = Withheld.Scope


def replay_of(event: Event, number: int = 1) -> Replay | None:
    """A replay of the event, ready or not, with the event at hand and what is withheld of it; two queries."""
    return next(iter(_at_hand(event, Replay.objects.filter(event=event, number=number))), None)


def replays_of(event: Event) -> list[Replay]:
    """All of an event, in order, whether or not they may be watched; two queries."""
    return _at_hand(event, Replay.objects.filter(event=event))


def shown() -> models.QuerySet[Replay]:
    """Published and not withheld; whether their events are public is asked apart."""
    return Replay.objects.filter(published_at__isnull=False, withheld_at=None)


def published_replays(event: Event) -> list[Replay]:
    """In order, those that were withheld since among them; one query."""
    rows = list(Replay.objects.filter(event=event).exclude(published_at=None))
    for row in rows:
        row.event = event
    return rows


def public_replays() -> models.QuerySet[Replay]:
    return shown().filter(event__in=public_events())


def checked_recordings(replay: Replay) -> list[Recording]:
    """The newest of each channel that was found good."""
    rows = replay.recordings.filter(state=Recording.State.READY).order_by("pk")
    return list({row.channel: row for row in rows}.values())


def origin_ms(replay: Replay) -> int:
    """Where the time line of the replay begins on the event clock: with its media, else with the floor's recording."""
    if replay.renditions:
        return replay.origin_ms
    floor = replay.recordings.filter(channel=FLOOR, state=Recording.State.READY).order_by("-pk").first()
    return floor.offset_ms if floor else 0


def own_sessions(replay: Replay) -> models.QuerySet[Session]:
    """The sessions it shows: those chosen, else all of its event. One query."""
    chosen = Replay.sessions.through.objects.filter(replay=replay)
    is_chosen = models.Q(pk__in=chosen.values("session"))
    rows = Session.objects.filter(event=replay.event_id)
    return rows.filter(is_chosen) if replay.only_chosen else rows.filter(is_chosen | ~models.Exists(chosen))


def chosen_sessions(replay: Replay) -> frozenset[int] | None:
    """Row ids of the sessions it was chosen for, of which none may be left; None where it shows all. One query."""
    found = frozenset(each.pk for each in replay.sessions.all())
    return found if found or replay.only_chosen else None


def own_programme(replay: Replay) -> list[Session]:
    """The same with their talks and what the speakers answered; three queries."""
    return list(own_sessions(replay).prefetch_related("talks__consents"))


def own_people(replay: Replay) -> list[SessionPerson]:
    """Moderators, chairs and interpreters of the sessions it shows, with what they answered; two queries."""
    people = SessionPerson.objects.filter(session__in=own_sessions(replay)).prefetch_related("consents")
    heard = people.exclude(role=SessionPerson.Role.TECHNICIAN)
    return list(heard.order_by("session__position", "position", "pk"))


def marks(replay: Replay) -> list[Mark]:
    """Chapters and slides, in order of time, with what they name; one query."""
    return list(replay.marks.select_related("session", "talk__session", "resource").order_by("at_ms", "pk"))


def spans(replay: Replay, *scopes: str) -> list[Span]:
    """What is withheld, on the event clock, in order; without a scope whatever is not to be read."""
    wanted = scopes or (Scope.ALL, Scope.CAPTIONS)
    return [(row.start_ms, row.end_ms) for row in replay.withheld.all() if row.scope in wanted]


def is_blanked(replay: Replay) -> bool:
    """Whether the media hold nothing that is withheld; else they are played to nobody until they are made again."""
    return all(
        any(first <= start and end <= last for first, last in replay.blanked)
        for start, end in spans(replay, Scope.ALL)
    )


def shown_cues(track: CaptionTrack) -> models.QuerySet[CueRow]:
    """In order, those taken back among them, but none that lies within what is withheld."""
    rows = track.cues.all()
    for start, end in spans(track.replay):
        rows = rows.exclude(start_ms__lt=end, end_ms__gt=start)
    return rows.order_by("start_ms", "pk")


def visible_cues(track: CaptionTrack) -> models.QuerySet[CueRow]:
    """The captions that may be read, in order; those taken back and those within what is withheld are left out."""
    return shown_cues(track).exclude(text="")


def cues(track: CaptionTrack, origin: int) -> list[Cue]:
    """The captions with times of the replay; what lies before its beginning is left out."""
    rows = visible_cues(track).filter(end_ms__gt=origin)
    found = rows.values_list("start_ms", "end_ms", "text", "speaker")
    return [Cue(max(0, start - origin), end - origin, text, speaker) for start, end, text, speaker in found]


def findable_passages(ids: Sequence[int]) -> models.QuerySet[Passage]:
    """Those of replays everybody may watch now, with their replays and events."""
    rows = Passage.objects.filter(pk__in=ids, replay__in=public_replays()).exclude(text="")
    return rows.select_related("replay__event")


def passages_of(event: Event) -> models.QuerySet[Passage]:
    return Passage.objects.filter(replay__event=event)


def _at_hand(event: Event, rows: models.QuerySet[Replay]) -> list[Replay]:
    withheld = models.Prefetch("withheld", Withheld.objects.select_related("talk", "person"))
    found = list(rows.order_by("number").prefetch_related(withheld))
    for row in found:
        row.event = event
    return found
