"""Topics as a reader of one language gets them, ready for templates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from tricity.language import LANGUAGES, FalseFriend, Piece, false_friend, pieces
from tricity.language.false_friends import Form
from tricity.terms.models import SCHEMES, Concept
from tricity.terms.queries import Topic
from tricity.translation.names import name_in
from tricity.web.languages import NATIVE_NAMES
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic in a list or tree; `cross_border` marks the branch of services that work across borders."""

    slug: str
    name: LocalizedText
    definition: LocalizedText
    url: str
    cross_border: bool
    narrower: tuple[TopicLine, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageLabels:
    """What a topic is called in one language: the preferred word, those admitted, those no longer to be used."""

    language: str
    native_name: str
    preferred: str
    others: tuple[str, ...]
    deprecated: tuple[str, ...]
    definition: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """A place in another scheme that says about the same; `is_verified` once a person compared both."""

    scheme: str
    notation: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class FalseFriendView:
    """Words that look alike and mean different things; the note, in `language`, explains it to the reader.

    `note` is in pieces, those that are words of another language marked with it.
    """

    forms: tuple[Form, ...]
    language: str
    note: tuple[Piece, ...]
    topic: TopicLine | None = None


@dataclass(frozen=True, slots=True)
class TopicPage:
    """Everything the page of one topic shows."""

    line: TopicLine
    uri: str
    path: tuple[TopicLine, ...]
    broader: tuple[TopicLine, ...]
    narrower: tuple[TopicLine, ...]
    related: tuple[TopicLine, ...]
    labels: tuple[LanguageLabels, ...]
    mappings: tuple[Mapping, ...]
    false_friends: tuple[FalseFriendView, ...]
    is_edited: bool


def topic_tree(topics: Sequence[Topic], language: str) -> list[TopicLine]:
    """The top concepts with all below them, each level in the order of the reader's language."""
    return [
        _branch(topic, language, frozenset())
        for topic in _ordered((each for each in topics if each.is_top), language)
    ]


def topic_page(topic: Topic, language: str) -> TopicPage:
    concept = topic.concept
    return TopicPage(
        line=_line(topic, language),
        uri=topic.uri,
        path=tuple(_line(each, language) for each in _way_up(topic)),
        broader=_lines(topic.broader, language),
        narrower=_lines(topic.narrower, language),
        related=_lines(topic.related, language),
        labels=tuple(_labels(topic, code) for code in LANGUAGES),
        mappings=tuple(
            Mapping(
                SCHEMES.get(each["scheme"], each["scheme"]),
                each["notation"],
                each.get("status") == "verified",
            )
            for each in concept.mappings
        ),
        false_friends=tuple(false_friend_view(each, language) for each in false_friends_of(concept)),
        is_edited=concept.edited_at is not None,
    )


def false_friends_of(concept: Concept) -> list[FalseFriend]:
    """The misleading words of a concept; what was edited into something unreadable is left out."""
    found = []
    for raw in concept.false_friends:
        with suppress(ValueError):
            found.append(false_friend(raw))
    return found


def false_friend_view(friend: FalseFriend, language: str, concept: Concept | None = None) -> FalseFriendView:
    note = name_in(friend.note, language)
    topic = _line(Topic(concept), language) if concept else None
    return FalseFriendView(friend.forms, note.language, pieces(note.text, note.language), topic)


def _branch(topic: Topic, language: str, above: frozenset[str]) -> TopicLine:
    below = [each for each in topic.narrower if each.slug not in above]
    narrower = tuple(_branch(each, language, above | {topic.slug}) for each in _ordered(below, language))
    return _line(topic, language, narrower)


def _line(topic: Topic, language: str, narrower: tuple[TopicLine, ...] = ()) -> TopicLine:
    concept = topic.concept
    return TopicLine(
        slug=topic.slug,
        name=name_in(concept.names, language),
        definition=name_in(concept.definitions, language),
        url=concept.get_absolute_url(),
        cross_border=concept.cross_border,
        narrower=narrower,
    )


def _lines(topics: Iterable[Topic], language: str) -> tuple[TopicLine, ...]:
    return tuple(_line(topic, language) for topic in _ordered(topics, language))


def _ordered(topics: Iterable[Topic], language: str) -> list[Topic]:
    return sorted(topics, key=lambda topic: (topic.concept.sort_keys.get(language, topic.slug), topic.slug))


def _way_up(topic: Topic) -> list[Topic]:
    """The first broader concept, its first broader concept and so on, the broadest first; safe against circles."""
    way: list[Topic] = []
    at = topic
    while at.broader and all(at.broader[0] is not each for each in (*way, topic)):
        at = at.broader[0]
        way.insert(0, at)
    return way


def _labels(topic: Topic, code: str) -> LanguageLabels:
    concept = topic.concept
    return LanguageLabels(
        language=code,
        native_name=NATIVE_NAMES[code],
        preferred=concept.names.get(code, ""),
        others=tuple(concept.alternatives.get(code, ())),
        deprecated=tuple(concept.deprecated.get(code, ())),
        definition=concept.definitions.get(code, ""),
    )
