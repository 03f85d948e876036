"""Events as documents of the search index: only published ones, with their texts of every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tricity.events.models import Event
from tricity.events.queries import public_events
from tricity.language import LANGUAGES, Analysis, Engine, IndexDocument
from tricity.search.engine import engine

Texts = Mapping[str, str]


def documents(ids: Sequence[int]) -> Iterator[IndexDocument]:
    """The documents of these events; none for a draft, which so leaves the index.

    The title is that of the first language, by code, the organizers wrote; the body holds every other text, each
    read in its own language.
    """
    words = engine()
    for event in public_events().filter(pk__in=ids).prefetch_related("sessions__talks"):
        language = min((code for code in event.titles if code in LANGUAGES), default="en")
        yield IndexDocument(
            id=f"event:{event.pk}",
            title=words.analyze(event.titles.get(language, ""), language),
            body=_body(words, event, language),
            facets={"kind": ["event"], "language": sorted(event.titles)},
            sort=int(event.starts_at.timestamp()),
            language=language,
        )


def _body(words: Engine, event: Event, title_language: str) -> Analysis:
    titles = {code: text for code, text in event.titles.items() if code != title_language}
    parts = [titles, event.summaries, *event.organizer_names]
    for session in event.sessions.all():
        parts += [session.titles, session.purposes]
        for talk in session.talks.all():
            parts += [{"en": talk.speaker_name}, {talk.native_language: talk.native_name}]
            parts += [talk.titles, talk.organization_names]
    return _joined([each for texts in parts for each in _analyses(words, texts)], title_language)


def _analyses(words: Engine, texts: Texts) -> Iterator[Analysis]:
    return (words.analyze(text, code) for code, text in texts.items() if text and code in LANGUAGES)


def _joined(parts: Sequence[Analysis], language: str) -> Analysis:
    """Several texts as one, a line each; tokens are left out: nothing reads them in a document."""
    features, lines, length = [], [], 0
    for part in parts:
        features += [
            each._replace(start=each.start + length, end=each.end + length) for each in part.features
        ]
        lines.append(part.text)
        length += len(part.text) + 1
    return Analysis("\n".join(lines), language, (), tuple(features))
