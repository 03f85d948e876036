"""Which speakers do not agree to what a replay shows of them, and so keep it from being published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tricity.events.models import Session, SpeakerConsent, Talk
from tricity.replay.models import Replay, Withheld
from tricity.replay.queries import own_programme

Use = SpeakerConsent.Use
Scope = Withheld.Scope


@dataclass(frozen=True, slots=True)
class Objection:
    """`uses` were refused, or were not agreed to where the replay asks for that (`is_refused` is then False)."""

    talk: Talk
    uses: tuple[str, ...]
    is_refused: bool


def objections(replay: Replay, programme: Sequence[Session] | None = None) -> list[Objection]:
    """In the order of the programme; a talk that is left out of the replay has none. At most five queries.

    `programme` is that of the replay (`own_programme`) where it is at hand.
    """
    wanted = _uses(replay)
    if not wanted:
        return []
    sessions = own_programme(replay) if programme is None else programme
    left_out = _left_out(replay.withheld.all())
    found = []
    for talk in (talk for session in sessions for talk in session.talks.all()):
        uses = wanted - left_out.get(talk.pk, frozenset())
        if uses and (objection := _objection(talk, uses, needs_consent=replay.needs_consent)):
            found.append(objection)
    return found


def _uses(replay: Replay) -> frozenset[str]:
    """What is done with a talk by publishing."""
    media = {Use.RECORDING, Use.REPLAY} if replay.renditions else set()
    return frozenset(media | ({Use.TRANSCRIPT} if replay.caption_tracks.exists() else set()))


def _left_out(rows: Iterable[Withheld]) -> dict[int, frozenset[str]]:
    """Talk → the uses that are heeded by leaving it out."""
    everything = frozenset({Use.RECORDING, Use.REPLAY, Use.TRANSCRIPT})
    found: dict[int, frozenset[str]] = {}
    for row in rows:
        if row.talk_id is not None:
            heeded = frozenset({Use.TRANSCRIPT}) if row.scope == Scope.CAPTIONS else everything
            found[row.talk_id] = found.get(row.talk_id, frozenset()) | heeded
    return found


def _objection(talk: Talk, uses: frozenset[str], *, needs_consent: bool) -> Objection | None:
    answers = {each.use: each.is_given for each in talk.consents.all()}
    refused = tuple(sorted(use for use in uses if answers.get(use) is False))
    if refused:
        return Objection(talk, refused, True)
    missing = tuple(sorted(use for use in uses if use not in answers)) if needs_consent else ()
    return Objection(talk, missing, False) if missing else None
