"""An event's programme as a plain text, to download and pass on."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.utils import translation
from django.utils.translation import gettext as _

from tricity.events.digests import EventPage, SessionView, TalkView, present_page
from tricity.events.models import Event
from tricity.events.times import hours, span


def programme_text(event: Event, language: str) -> str:
    """The programme for readers of `language`, as everybody may see it; hours in the capitals and in UTC."""
    with translation.override(language):
        page = present_page(event, language, user=AnonymousUser())
        return "\n".join(_lines(page)).strip() + "\n"


def _lines(page: EventPage) -> Iterator[str]:
    event = page.event
    yield from (str(event.title), "")
    for capital in page.capitals:
        yield _("%(place)s: %(time)s") % {"place": capital.capital, "time": span(capital.hours)}
    yield span(hours(event.starts_at, event.ends_at, "UTC"))
    yield ""
    if event.place:
        yield _("Place: %(place)s") % {"place": event.place}
    for organizer in event.organizers:
        yield _("Organizer: %(name)s") % {"name": organizer}
    if event.languages:
        yield _("Languages: %(languages)s") % {"languages": " · ".join(event.languages)}
    if event.interpretation:
        yield event.interpretation
    if event.summary:
        yield from ("", str(event.summary))
    for position, session in enumerate(page.sessions, start=1):
        yield from ("", *_session_lines(position, session))
    if page.sources:
        yield from ("", _("Sources:"), *(source.url for source in page.sources))


def _session_lines(position: int, session: SessionView) -> Iterator[str]:
    yield f"{position}. {session.title} [{session.kind_label}]"
    if session.hours:
        yield f"   {span(session.hours)}"
    if session.purpose:
        yield f"   {session.purpose}"
    for talk in session.talks:
        yield f"   – {_talk_line(talk)}"


def _talk_line(talk: TalkView) -> str:
    name = f"{talk.native} ({talk.latin})" if talk.native else talk.latin
    parts = [name, talk.role, talk.organization, talk.title]
    return ", ".join(str(part) for part in parts if part)
