from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Count, Q, QuerySet

from tricity.cooperation.balance import Voice, voice_of
from tricity.directory.models import Organization
from tricity.directory.queries import called, name_order, organizations
from tricity.events.consenting import uses_of
from tricity.events.models import Event, Session, SessionPerson, Talk
from tricity.invitations.guests import Guest
from tricity.invitations.models import Invitation, SpeakerLink
from tricity.members.codes import digest_of

State = Invitation.State
STANDING = (State.OPEN, State.ACCEPTED, State.DECLINED)


def invitation_by_secret(secret: str) -> Invitation | None:
    rows = Invitation.objects.filter(digest=digest_of(secret), event__deleted_at=None)
    return rows.select_related("event", "organization__country", "country", "invited_by").first()


def link_by_secret(secret: str) -> SpeakerLink | None:
    rows = _links().filter(digest=digest_of(secret))
    rows = rows.filter(Q(talk__session__event__deleted_at=None, person=None) | Q(person__isnull=False))
    found = rows.first()
    return found if found is not None and found.event.deleted_at is None else None


def links_of(event: Event) -> QuerySet[SpeakerLink]:
    return _links().filter(Q(talk__session__event=event) | Q(person__session__event=event))


def _links() -> QuerySet[SpeakerLink]:
    return SpeakerLink.objects.select_related(
        "talk__session__event",
        "talk__organization",
        "person__session__event",
        "person__organization",
        "made_by",
    ).prefetch_related("talk__consents", "person__consents")


def invitations_of(event: Event) -> QuerySet[Invitation]:
    """All of an event, in the order in which they were made."""
    rows = Invitation.objects.filter(event=event)
    return rows.select_related("organization__country", "organization__city", "country", "registration")


def numbers(event: Event) -> dict[str, int]:
    """State → how many; one query."""
    rows = Invitation.objects.filter(event=event).values_list("state").annotate(number=Count("pk"))
    return dict(rows.order_by())


def voices(event: Event, *states: str) -> list[Voice]:
    """Those invited, as the balance counts them; one query."""
    rows = invitations_of(event).filter(state__in=states)
    return [
        voice_of(each.organization) if each.organization else Voice(country=each.country_id or "")
        for each in rows
    ]


def invited_already(event: Event, guests: Iterable[Guest]) -> set[int]:
    """Places in the list of those whom an invitation stands for: the same address, or the same name of the same body."""
    rows = Invitation.objects.filter(event=event, state__in=STANDING)
    known = {
        key
        for email, name, body, named in rows.values_list(
            "email", "name", "organization_id", "organization_named"
        )
        for key in _keys(email, name, body, named)
    }
    found: set[int] = set()
    for place, guest in enumerate(guests):
        keys = _keys(guest.email, guest.name, guest.body, guest.organization)
        if known & keys:
            found.add(place)
        known |= keys
    return found


def _keys(email: str, name: str, body: int | None, named: str) -> set[tuple[str, ...]]:
    if email:
        return {("email", email.casefold())}
    return {("name", name.casefold(), str(body) if body else named.casefold())}


def bodies_found(*, country: str, kind: str, text: str, language: str) -> QuerySet[Organization]:
    """Organizations of the directory to choose from, by name in the reader's language."""
    rows = organizations()
    if country:
        rows = rows.filter(country=country)
    if kind:
        rows = rows.filter(type=kind)
    return rows.filter(called(text)).order_by(name_order(language), "pk")


def speaking(event: Event) -> tuple[Sequence[Session], dict[int, SpeakerLink], dict[int, SpeakerLink]]:
    """Sessions with talks and people in order; links by talk and by person."""
    sessions = list(event.sessions.prefetch_related("talks__consents", "people__consents"))
    links = list(links_of(event))
    of_talks = {each.talk_id: each for each in links if each.talk_id}
    of_people = {each.person_id: each for each in links if each.person_id}
    return sessions, of_talks, of_people


def lacking(part: Talk | SessionPerson, link: SpeakerLink | None) -> list[str]:
    """Words (keys of `digests.LACKING`) for what a speaker, or a person of a session, has not given yet.

    What an organizer has written for the speaker is not missing, nor how a name in Latin letters is read.
    """
    language = link.language if link else ""
    checks: dict[str, bool] = {}
    checks["native_name"] = bool(part.native_name) or language == "en"
    checks["reading"] = bool(part.reading) or not part.native_name or part.native_name.isascii()
    if isinstance(part, SessionPerson):
        checks["romanized_name"] = bool(part.romanized_name)
    else:
        for name in ("roles", "titles", "abstracts", "biographies"):
            checks[name] = any(getattr(part, name).values())
        checks["spoken_languages"] = bool(part.spoken_languages)
        checks["slides"] = bool(link and link.slides)
    answered = {each.use for each in part.consents.all()}
    checks["consents"] = answered >= set(uses_of(part))
    return [name for name, is_there in checks.items() if not is_there]
