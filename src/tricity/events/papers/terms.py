"""Terms that occur in an event's texts, as the termbase says them, and words in them that mislead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from tricity.events.digests import EventPage, language_label
from tricity.events.models import Event, Session
from tricity.knowledge.queries import public_records
from tricity.language import FalseFriend
from tricity.publishing import Block, Facts, Heading, Paragraph, Role, Run, Runs, Table, runs
from tricity.search.engine import engine
from tricity.terms.digests import false_friend_view
from tricity.terms.models import Concept
from tricity.terms.queries import concepts_by_slug, misleading_words

MOST_TERMS = 80
MOST_RECORDS = 40
Texts = Sequence[tuple[str, str]]  # text, language


def material(event: Event, sessions: Sequence[Session], page: EventPage) -> Texts:
    """Everything written about the event in any language: its own words, and public records its candidates rest on."""
    fields: list[Mapping[str, str]] = [event.titles, event.summaries]
    for session in sessions:
        fields += [session.titles, session.purposes, *(talk.titles for talk in session.talks.all())]
    found = [(text, language) for field in fields for language, text in field.items() if text]
    candidates = [each for session in page.sessions for each in session.candidates]
    found += [(each.title.text, each.title.language) for each in candidates]
    found += [(each.topic.text, each.topic.language) for each in candidates]
    if candidates:
        records = (
            public_records().filter(evidence__opportunity__in=[each.pk for each in candidates]).distinct()
        )
        for title, summary, language in records.order_by("pk").values_list("title", "summary", "language")[
            :MOST_RECORDS
        ]:
            found += [(title, language), (summary, language)]
    return list(dict.fromkeys(found))


def concepts_in(texts: Texts) -> list[Concept]:
    """Concepts named in the texts, those of most texts first; at most `MOST_TERMS`."""
    thesaurus = engine().thesaurus
    counts: Counter[str] = Counter()
    for text, language in texts:
        counts.update({mention.concept_id for mention in thesaurus.find(text, language)})
    slugs = sorted(counts, key=lambda slug: (-counts[slug], slug))[:MOST_TERMS]
    rows = concepts_by_slug(slugs)
    return [rows[slug] for slug in slugs if slug in rows]


def term_blocks(texts: Texts, languages: Sequence[str]) -> Iterator[Block]:
    concepts = concepts_in(texts)
    yield Heading(runs(_("Terms")))
    if not concepts:
        yield Paragraph(runs(_("No term of the termbase occurs in these texts.")), Role.QUIET)
        return
    about = _("Preferred words are in bold, admitted ones below them. Words to avoid are named as such.")
    yield Paragraph(runs(about), Role.QUIET)
    head = tuple(runs(language_label(code)) for code in languages)
    rows = tuple(tuple(_words(concept, code) for code in languages) for concept in concepts)
    yield Table(head, rows)


def _words(concept: Concept, language: str) -> Runs:
    """Preferred, admitted, to be avoided; empty where the termbase knows none."""
    preferred = concept.names.get(language, "")
    lines: list[Run] = [Run(preferred, language, strong=True)] if preferred else []
    admitted = [each for each in concept.alternatives.get(language, ()) if each != preferred]
    if admitted:
        lines += [Run("\n" if lines else ""), *_listed(admitted, language)]
    avoided = concept.deprecated.get(language, ())
    if avoided:
        # The words are of one language, the remark around them of the reader's.
        before, _between, after = _("not: %(words)s").partition("%(words)s")
        lines += [Run(f"\n{before}"), *_listed(avoided, language), Run(after)]
    return runs(lines)


def _listed(words: Iterable[str], language: str) -> Iterator[Run]:
    for at, word in enumerate(words):
        if at:
            yield Run(" · ")
        yield Run(word, language)


def false_friend_blocks(texts: Texts, languages: Sequence[str], reader: str) -> Iterator[Block]:
    """Words of the texts that look like another word in one of the other languages, explained to `reader`."""
    found: dict[str, FalseFriend] = {}
    for text, written_in in texts:
        if written_in in languages:
            for other in languages:
                if other != written_in:
                    found |= {each.form: each for each in misleading_words(text, written_in, other)}
    if found:
        yield Heading(runs(_("Words that mislead")))
        yield Facts(tuple((_forms(each), _note(each, reader)) for each in found.values()))


def _forms(friend: FalseFriend) -> Runs:
    made: list[Run] = []
    for form in friend.forms:
        made += [Run(" / " if made else ""), Run(form.text, form.language, strong=True)]
    return runs(made)


def _note(friend: FalseFriend, reader: str) -> Runs:
    view = false_friend_view(friend, reader)
    return tuple(Run(piece.text, piece.language or view.language) for piece in view.note)
