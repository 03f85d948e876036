"""Who does not agree to what a replay shows of them, or lets be heard, and so keeps it from being published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tricity.events.channels import channels_of
from tricity.events.consenting import Part
from tricity.events.models import Session, SessionPerson, SpeakerConsent, Talk
from tricity.media import FLOOR
from tricity.replay.models import Replay, Withheld
from tricity.replay.queries import own_people, own_programme

Use = SpeakerConsent.Use
Scope = Withheld.Scope
_SOUND = frozenset({Use.RECORDING, Use.REPLAY})
_HEARD = _SOUND | {Use.TRANSCRIPT}


@dataclass(frozen=True, slots=True)
class Objection:
    """`uses` were refused, or were not agreed to where the replay asks for that (`is_refused` is then False).

    Of people who are not speakers `channels` are those of the replay on which they are heard.
    """

    part: Part
    uses: tuple[str, ...]
    is_refused: bool
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Shown:
    """The channels of sound, and the languages of captions, that are published."""

    sounds: frozenset[str]
    captions: frozenset[str]


def objections(replay: Replay, programme: Sequence[Session] | None = None) -> list[Objection]:
    """Speakers in the order of the programme, then moderators, chairs and interpreters. At most seven queries.

    What is left out of the replay has none. `programme` is that of the replay (`own_programme`) where it is at
    hand.
    """
    shown = _Shown(
        frozenset(each["channel"] for each in replay.renditions),
        frozenset(replay.caption_tracks.values_list("language", flat=True)),
    )
    if not shown.sounds and not shown.captions:
        return []
    sessions = own_programme(replay) if programme is None else programme
    return [*_of_talks(replay, sessions, shown), *_of_people(replay, shown)]


def _of_talks(replay: Replay, programme: Sequence[Session], shown: _Shown) -> Iterable[Objection]:
    wanted = (_SOUND if shown.sounds else frozenset()) | ({Use.TRANSCRIPT} if shown.captions else frozenset())
    left_out = _left_out((row.talk_id, row.scope) for row in replay.withheld.all())
    for talk in (talk for session in programme for talk in session.talks.all()):
        uses = wanted - left_out.get(talk.pk, frozenset())
        if uses and (objection := _of_talk(talk, uses, needs_consent=replay.needs_consent)):
            yield objection


def _left_out(rows: Iterable[tuple[int | None, str]]) -> dict[int, frozenset[str]]:
    """Row id of a talk or a person → the uses that are heeded by leaving out what was said there."""
    found: dict[int, frozenset[str]] = {}
    for pk, scope in rows:
        if pk is not None:
            heeded = frozenset({Use.TRANSCRIPT}) if scope == Scope.CAPTIONS else _HEARD
            found[pk] = found.get(pk, frozenset()) | heeded
    return found


def _of_talk(talk: Talk, uses: frozenset[str], *, needs_consent: bool) -> Objection | None:
    answers = {each.use: each.is_given for each in talk.consents.all()}
    refused = tuple(sorted(use for use in uses if answers.get(use) is False))
    if refused:
        return Objection(talk, refused, True)
    missing = tuple(sorted(use for use in uses if use not in answers)) if needs_consent else ()
    return Objection(talk, missing, False) if missing else None


def _of_people(replay: Replay, shown: _Shown) -> Iterable[Objection]:
    """Those heard on a channel that is published, or read in its captions, who do not agree to that. Two queries."""
    left_out = _left_out((row.person_id, row.scope) for row in replay.withheld.all())
    for person in own_people(replay):
        answers = {each.use: each.is_given for each in person.consents.all()}
        asked = _HEARD - left_out.get(person.pk, frozenset())
        refused = {use for use in asked if answers.get(use) is False}
        missing = {use for use in asked if use not in answers} if replay.needs_consent else set()
        for uses, is_refused in ((refused, True), (missing, False)):
            if objection := _of_person(person, uses, is_refused, replay.event.interpretation, shown):
                yield objection
                break


def _of_person(
    person: SessionPerson, uses: set[Use], is_refused: bool, interpretation: str, shown: _Shown
) -> Objection | None:
    heard = channels_of(person, interpretation)
    # What was said on the floor is in the captions of every language, what an interpreter said in those of its own.
    read = shown.captions if FLOOR in heard else shown.captions & set(heard)
    sounds = {each for each in heard if each in shown.sounds} if uses & _SOUND else set()
    captions = read if Use.TRANSCRIPT in uses else frozenset()
    minded = (uses & _SOUND if sounds else set()) | ({Use.TRANSCRIPT} if captions else set())
    if not minded:
        return None
    channels = tuple(each for each in heard if each in sounds or (captions and each in {FLOOR, *captions}))
    return Objection(person, tuple(sorted(minded)), is_refused, channels)
