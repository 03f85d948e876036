"""The interpreters' brief: who speaks, about what, and how the terms are said in the two languages of a booth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from tricity.events.digests import EventPage, ResourceView, language_label, present_page, sessions_with_parts
from tricity.events.digests.texts import readable
from tricity.events.models import Event, Session
from tricity.events.papers.parts import facts, joined, paper, said, strong, when
from tricity.events.papers.people import office_in, person, talks_of, who
from tricity.events.papers.registry import Asked
from tricity.events.papers.terms import false_friend_blocks, material, term_blocks
from tricity.language import LANGUAGES
from tricity.publishing import Block, Document, Heading, Listing, Paragraph, Role, Run, Runs, Table, runs
from tricity.translation.names import name_in


def pairs(event: Event) -> list[tuple[str, str]]:
    """Every two languages of the event, each pair once, in the order the organizer gave the languages in."""
    spoken = languages_of(event)
    return [(one, other) for at, one in enumerate(spoken) for other in spoken[at + 1 :]]


def languages_of(event: Event) -> list[str]:
    return [code for code in dict.fromkeys(event.languages) if code in LANGUAGES]


def brief(event: Event, asked: Asked) -> Document:
    """For `asked.between`; without it, for all languages of the event side by side."""
    sessions = sessions_with_parts(event)
    page = present_page(event, asked.language, user=asked.user, sessions=sessions)
    languages = asked.between or tuple(languages_of(event)) or (asked.language,)
    texts = material(event, sessions, page)
    named = " – ".join(language_label(code) for code in languages)
    blocks: list[Block] = [
        facts(
            (_("When"), when(event, page)),
            (_("Place"), said(page.event.place)),
            (_("Languages"), runs(named)),
            (_("Interpretation"), runs(page.event.interpretation)),
        ),
        *_speakers(page, sessions, languages),
        *_talks(sessions, languages),
        *term_blocks(texts, languages),
        *false_friend_blocks(texts, languages, asked.language),
        *_files(page, asked),
    ]
    return paper(event, page, asked, _("Interpreters’ brief"), blocks)


def _shares(first: int, languages: Sequence[str]) -> tuple[int, ...]:
    """Widths of a column of labels and one for each language."""
    return (first, *(4 for _language in languages))


def _speakers(page: EventPage, sessions: Sequence[Session], languages: Sequence[str]) -> Iterator[Block]:
    rows, known = [], talks_of(sessions)
    for session in page.sessions:
        for talk in session.talks:
            offices = [office_in(known[talk.pk], language) for language in languages]
            # Where nobody wrote it in any of the columns' languages, as the reader of the paper would get it.
            rows.append((person(talk) if any(offices) else who(talk), *offices))
    if rows:
        yield Heading(runs(_("Speakers")))
        head = (runs(_("Name")), *(runs(language_label(code)) for code in languages))
        yield Table(head, tuple(rows), widths=_shares(3, languages))


def _talks(sessions: Sequence[Session], languages: Sequence[str]) -> Iterator[Block]:
    """Titles and purposes, language beside language; what nobody wrote in one of them stays empty there."""
    if not sessions:
        return
    yield Heading(runs(_("Titles and purposes")))
    rows = []
    for number, session in enumerate(sessions, start=1):
        said_in = [_in_language(session.titles, session.purposes, language) for language in languages]
        rows.append(
            (
                _missing_elsewhere(f"{number}. {session.get_kind_display()}", session.titles, languages),
                *said_in,
            )
        )
        for talk in session.talks.all():
            if talk.titles:
                said_in = [_in_language(talk.titles, {}, language) for language in languages]
                rows.append((_missing_elsewhere(talk.speaker_name, talk.titles, languages), *said_in))
    head = ((), *(runs(language_label(code)) for code in languages))
    yield Table(head, tuple(rows), row_heads=True, widths=_shares(2, languages))


def _in_language(titles: Mapping[str, str], purposes: Mapping[str, str], language: str) -> Runs:
    found = [readable(titles, language), readable(purposes, language)]
    title, purpose = (runs(Run(each.text, each.language)) if each else () for each in found)
    return joined([strong(title), purpose], "\n")


def _missing_elsewhere(label: str, titles: Mapping[str, str], languages: Sequence[str]) -> Runs:
    """The label; with the title in another language where none of the columns has one."""
    if any(readable(titles, language) for language in languages):
        return runs(label)
    other = name_in(titles, languages[0])
    return runs(f"{label}\n", Run(other.text, other.language)) if other else runs(label)


def _files(page: EventPage, asked: Asked) -> Iterator[Block]:
    shown = [*page.downloads, *(each for session in page.sessions for each in session.resources)]
    yield Heading(runs(_("Slides and documents")))
    if shown:
        yield Listing(tuple(file_line(each, asked) for each in shown))
    else:
        yield Paragraph(runs(_("No file is attached.")), Role.QUIET)


def file_line(view: ResourceView, asked: Asked) -> Runs:
    address = view.url if view.is_link else asked.address(view.url)
    title = tuple(Run(each.text, each.language, href=address) for each in said(view.title))
    details = " · ".join(
        filter(None, [view.kind_label, view.language_label, view.suffix, view.size, view.licence])
    )
    return runs(title, f" ({details})")
