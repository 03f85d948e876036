"""People of a session who are not speakers, and where it is joined, for a reader of one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from tricity.directory.names import display, organization_display
from tricity.directory.queries import countries_in_order
from tricity.events.digests import texts
from tricity.events.digests.views import JoinView, PersonView
from tricity.events.models import JoinLink, Session, SessionPerson
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText


def person_view(person: SessionPerson, reader: str) -> PersonView:
    """The name as the person writes it; Latin letters and the reading beside it."""
    body = person.organization if person.organization and person.organization.deleted_at is None else None
    name = LocalizedText(person.native_name, person.native_language)
    latin = person.romanized_name
    if not name:
        name, latin = LocalizedText(latin, "en"), ""
    return PersonView(
        pk=person.pk,
        role=person.role,
        role_label=person.get_role_display(),
        name=name,
        latin=latin,
        reading=person.reading,
        organization=texts.named(person.organization_names, reader)
        or (organization_display(body, reader) if body else None),
        organization_url=body.get_absolute_url() if body else "",
        work=_work(person),
        is_public=person.is_public,
    )


def _work(person: SessionPerson) -> str:
    if person.role != SessionPerson.Role.INTERPRETER:
        return ""
    arrow = "⇄" if person.both_ways else "→"
    source, target = (texts.language_label(code) for code in (person.from_language, person.to_language))
    pair = f"{source} {arrow} {target}"
    if not person.shift_minutes:
        return pair
    values = {"pair": pair, "start": person.shift_offset_minutes or 0, "minutes": person.shift_minutes}
    return _("%(pair)s, %(minutes)s minutes from minute %(start)s") % values


def country_names(sessions: Iterable[Session], reader: str) -> dict[str, str]:
    """Names by code; one query, and none where no link is for one country alone."""
    if not any(link.country for session in sessions for link in session.join_links.all()):
        return {}
    return {each.code: str(display(each.names, reader, reader)) for each in countries_in_order(reader)}


def join_views(
    session: Session, reader: str, now: dt.datetime | None, countries: Mapping[str, str]
) -> Iterator[JoinView]:
    """Those shown at `now` (None: all), of the reader's language first."""
    links = [each for each in session.join_links.all() if now is None or each.shown_from <= now]
    for link in sorted(links, key=lambda each: (each.language != reader, bool(each.language), each.pk)):
        yield JoinView(
            pk=link.pk,
            platform=link.platform,
            url=link.url,
            domain=(urlsplit(link.url).hostname or "").removeprefix("www."),
            whom=_whom(link, countries),
            notes=name_in(link.notes, reader),
        )


def _whom(link: JoinLink, countries: Mapping[str, str]) -> str:
    language = texts.language_label(link.language) if link.language else ""
    return " · ".join(filter(None, [countries.get(link.country, link.country), language]))
