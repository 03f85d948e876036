"""The people of a programme as papers name them: in their own script, and in Latin letters as they chose."""

from __future__ import annotations

from collections.abc import Sequence

from tricity.directory.names import organization_display
from tricity.events.digests import TalkView
from tricity.events.digests.texts import readable
from tricity.events.models import Session, Talk
from tricity.events.papers.parts import joined, name, said, strong
from tricity.publishing import Run, Runs, runs


def person(talk: TalkView) -> Runs:
    """“道上尚史 (Hisashi Michigami)”: nobody turns a name round, and a native one stands only where it is verified."""
    if talk.native is None:
        return runs(talk.latin, strong=True)
    return runs(Run(talk.native.text, talk.native.language, strong=True), f" ({talk.latin})")


def office(talk: TalkView) -> Runs:
    """What the person is, and where, for the reader of the paper."""
    return joined([said(talk.role), said(talk.organization)], ", ")


def who(talk: TalkView) -> Runs:
    return joined([person(talk), office(talk)], "\n")


def talks_of(sessions: Sequence[Session]) -> dict[int, Talk]:
    """Talk id → its row, of sessions whose talks are loaded."""
    return {talk.pk: talk for session in sessions for talk in session.talks.all()}


def office_in(talk: Talk, language: str) -> Runs:
    """Role and body as they are called in one language, for who has to say them; what nobody wrote is left open."""
    role = readable(talk.roles, language)
    body = readable(talk.organization_names, language)
    known = runs(Run(body.text, body.language)) if body else ()
    if not known and talk.organization is not None and talk.organization.deleted_at is None:
        shown = organization_display(talk.organization, language)
        known = name(shown) if shown.is_known else ()
    return joined([strong(known), runs(Run(role.text, role.language)) if role else ()], "\n")
