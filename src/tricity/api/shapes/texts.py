"""Texts with where they come from; the languages are BCP 47 tags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from django.db.models import Model
from ninja import Field, Schema

from tricity.language import LANGUAGES, bcp47
from tricity.translation.models import Translation
from tricity.web.text import LocalizedText, Origin, digest

Language = Literal["zh-Hans", "zh-Hant", "ja", "ko", "en"]
OriginName = Literal["original", "human", "machine", "digest"]
Names = dict[Language, str]
Rows = Mapping[tuple[int, str], Sequence[Translation]]


class Text(Schema):
    """A text as the caller gets it, and how it came to be in its language."""

    text: str
    language: Language
    origin: OriginName = Field(
        description="original: the author's words; human, machine: a rendering; digest: made from the fields"
    )
    reviewed: bool = Field(description="A second person approved the rendering.")
    stale: bool = Field(description="The original changed after the rendering was made.")


class Words(Schema):
    text: str
    language: Language


class Rendering(Text):
    engine: str = Field(description="The program that made a machine rendering; empty otherwise.")


class AuthoredText(Text):
    """A text in the caller's language (`Accept-Language`), the author's words, and every rendering there is."""

    original: Words
    renderings: list[Rendering]


def text(value: LocalizedText) -> dict[str, Any]:
    return {
        "text": value.text,
        "language": bcp47(value.language),
        "origin": value.origin.value,
        "reviewed": value.reviewed,
        "stale": value.stale,
    }


def authored(shown: LocalizedText, source: str, language: str, rows: Iterable[Translation]) -> dict[str, Any]:
    return {
        **text(shown),
        "original": {"text": source, "language": bcp47(language)},
        "renderings": [_rendering(row, source) for row in rows],
    }


def _rendering(row: Translation, source: str) -> dict[str, Any]:
    return {
        "text": row.text,
        "language": bcp47(row.language),
        "origin": row.origin,
        "reviewed": row.reviewed_at is not None,
        "stale": row.source_digest != digest(source),
        "engine": row.engine,
    }


def every_rendering(subjects: Sequence[Model], fields: Sequence[str]) -> Rows:
    """(row id, field) → its renderings in order of language; one query, none for no rows."""
    found: dict[tuple[int, str], list[Translation]] = defaultdict(list)
    if subjects:
        rows = Translation.objects.filter(
            subject_kind=subjects[0]._meta.label_lower,
            subject_id__in=[subject.pk for subject in subjects],
            field__in=fields,
        )
        for row in rows.order_by("language"):
            found[row.subject_id, row.field].append(row)
    return found


def names(given: Mapping[str, str]) -> dict[str, str]:
    """Names by BCP 47 tag, in the fixed order of our languages."""
    return {bcp47(code): given[code] for code in LANGUAGES if given.get(code)}


def picked(given: Mapping[str, str], language: str) -> dict[str, Any] | None:
    """The wording for the caller among equal ones; none where there is none."""
    code = next((each for each in (language, "en", *LANGUAGES) if given.get(each)), None)
    if code is None:
        return None
    return text(LocalizedText(given[code], code, Origin.ORIGINAL))
