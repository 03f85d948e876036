"""Cities and organizations as documents of the search index, and the names the language engine knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tricity.directory import queries
from tricity.directory.models import City
from tricity.directory.names import every_name
from tricity.language import Analysis, Engine, IndexDocument


def city_names() -> dict[str, Mapping[str, tuple[str, ...]]]:
    """The id "city:CODE" → language → the city's name and its short form."""
    rows = City.objects.order_by("code").values_list("code", "names", "native_name")
    return {f"city:{code}": every_name(names, native_name) for code, names, native_name in rows}


def city_documents(ids: Sequence[int]) -> Iterator[IndexDocument]:
    """The documents of these cities: the native name as the title, the names in other languages as the body."""
    from tricity.search.engine import engine

    words = engine()
    for city in queries.cities().filter(pk__in=ids):
        language = city.country.language
        yield IndexDocument(
            id=f"city:{city.pk}",
            title=words.analyze(city.native_name, language),
            body=_names(words, city.names, without=language),
            facets={"kind": ["city"], "country": [city.country_id], "city": [city.code]},
            sort=int(city.created_at.timestamp()),
            language=language,
        )


def organization_documents(ids: Sequence[int]) -> Iterator[IndexDocument]:
    """The documents of these organizations: the native name, then what it does and its names in other languages."""
    from tricity.search.engine import engine

    words = engine()
    for body in queries.organizations().filter(pk__in=ids):
        told = [words.analyze(text, body.language) for text in (body.role_summary, body.for_cities) if text]
        yield IndexDocument(
            id=f"organization:{body.pk}",
            title=words.analyze(str(body), body.language),
            body=_joined([*told, _names(words, body.names, without=body.language)], body.language),
            facets={
                "kind": ["organization"],
                "country": [body.country_id] if body.country_id else [],
                "organization": [body.code],
            },
            sort=int(body.created_at.timestamp()),
            language=body.language,
        )


def _names(words: Engine, names: Mapping[str, str], *, without: str) -> Analysis:
    """One name a line, each read in its own language."""
    others = [(language, name) for language, name in names.items() if language != without]
    return _joined([words.analyze(name, language) for language, name in others], without)


def _joined(parts: Sequence[Analysis], language: str) -> Analysis:
    """Several texts as one, a line each; tokens are left out: nothing reads them in a document."""
    features, texts, length = [], [], 0
    for part in parts:
        features += [
            each._replace(start=each.start + length, end=each.end + length) for each in part.features
        ]
        texts.append(part.text)
        length += len(part.text) + 1
    return Analysis("\n".join(texts), language, (), tuple(features))
