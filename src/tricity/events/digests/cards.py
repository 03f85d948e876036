"""Events as cards, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tricity.events.digests import texts
from tricity.events.digests.views import EventView
from tricity.events.models import Event
from tricity.events.times import Hours, hours, reader_zone
from tricity.knowledge.digests.sentences import listed
from tricity.web.text import LocalizedText


def present(events: Iterable[Event], language: str) -> list[EventView]:
    """The events for a reader of `language`, in their order; no query. The caller decides who may see what."""
    with translation.override(language):
        return [event_view(event, language) for event in events]


def event_view(event: Event, reader: str) -> EventView:
    """The reader's language must be the active one."""
    when = hours(event.starts_at, event.ends_at, reader_zone())
    languages = tuple(sorted({texts.language_label(code) for code in event.languages}))
    return EventView(
        pk=event.pk,
        code=event.code,
        url=event.get_absolute_url(),
        title=_title(event, reader, when),
        summary=_summary(event, reader, languages),
        place=texts.named(event.places, reader),
        organizers=tuple(filter(None, (texts.named(names, reader) for names in event.organizer_names))),
        hours=when,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        languages=languages,
        interpretation=event.get_interpretation_display() if event.interpretation else "",
        is_public=event.is_public,
        is_over=event.ends_at < timezone.now(),
        mode=event.get_mode_display() if event.mode else "",
    )


def _title(event: Event, reader: str, when: Hours) -> LocalizedText:
    known = texts.readable(event.titles, reader)
    if known is not None:
        return known
    values = {"date": when.starts_on, "topics": listed(texts.topics(event.titles, reader))}
    line = _("Event on %(date)s: %(topics)s") if values["topics"] else _("Event on %(date)s")
    return texts.digest(event.titles, reader, line % values)


def _summary(event: Event, reader: str, languages: Sequence[str]) -> LocalizedText:
    known = texts.readable(event.summaries, reader)
    if known is not None:
        return known
    spoken = (
        _("Spoken or interpreted: %(languages)s.") % {"languages": listed(languages)} if languages else ""
    )
    line = " ".join(filter(None, [texts.topics_line(event.summaries, reader), spoken]))
    return texts.digest(event.summaries, reader, line)
