"""An entry of a source as the values of a draft record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.utils import timezone

from tricity.documents.queries import city_names
from tricity.documents.reading.values import Block, Place, Text
from tricity.documents.reading.values import Kind as BlockKind
from tricity.documents.suggestions import Field, from_text, suggest_names
from tricity.harvest.models import Source
from tricity.harvest.reading import Item
from tricity.knowledge.models import Kind, Record
from tricity.knowledge.publication.template import PARTS_OF
from tricity.knowledge.topics import topics_of
from tricity.knowledge.values import Values
from tricity.language import LANGUAGES, clean, identify, parse_code
from tricity.language.errors import LanguageError
from tricity.search.engine import engine

MOST_TOPICS: Final = 3
LONGEST_TEXT: Final = 5000  # characters; as the form of a record allows


@dataclass
class Drafter:
    """Turns entries of one source into values; keeps what they share."""

    source: Source

    @cached_property
    def _cities(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        return city_names(self.source.owner)

    def values(self, item: Item) -> Values:
        """What the draft says. Topics, city and years are those its words suggest, as for a document."""
        source = self.source
        language = language_of(item, source)
        title, summary = clean(item.title)[:300], shortened(clean(item.text)) or clean(item.title)
        values: Values = {
            "title": title, "summary": summary, "language": language, "status": "", "start_year": None, "end_year": None,
            "priority": "", "horizon": "", "budget_currency": "", "budget_amount": "",
            "country": source.owner.country_id or (source.city.country_id if source.city else ""),
            "city": self._city(title, summary, language), "topics": self._topics(title, summary, language),
            "indicators": [], "bodies": [], "deployments": [], "visibility": {},
            "sources": [{"url": item.url, "read_on": timezone.localdate().isoformat()}] if item.url else [],
            **{part.name: "" for part in PARTS_OF[source.kind]},
        }  # fmt: skip
        if source.kind == Kind.INITIATIVE:
            values["resources"] = "\n".join(f"{each.name}: {each.url}" for each in item.resources)[:4000]
            values |= self._years(title, summary)
        return values

    def _city(self, title: str, summary: str, language: str) -> str:
        fixed = self.source.city or self.source.owner.city
        if fixed is not None:
            return fixed.code
        found = next(iter(suggest_names(Field.CITY, _text(title, summary), language, self._cities)), None)
        return str(found.value) if found is not None else ""

    def _topics(self, title: str, summary: str, language: str) -> list[str]:
        record = Record(
            pk=0, kind=self.source.kind, country_id=self.source.owner.country_id or "", title=title, summary=summary,
            language=language,
        )  # fmt: skip
        return [each.slug for each in topics_of([record], engine())[0][:MOST_TOPICS]]

    def _years(self, title: str, summary: str) -> Values:
        likely = {each.field: each.value for each in from_text(_text(title, summary)) if each.is_likely}
        start, end = likely.get(Field.START_YEAR), likely.get(Field.END_YEAR)
        return {"start_year": start, "end_year": end if not start or not end or end >= start else None}


def language_of(item: Item, source: Source) -> str:
    """The source's own setting, else what the entry says, else what its words look like."""
    if source.language in LANGUAGES:
        return source.language
    default = source.owner.language if source.owner.language in LANGUAGES else "en"
    said = ""
    try:
        said = parse_code(item.language) if item.language else ""
    except LanguageError:
        said = ""
    # A catalogue that says “en” of all its entries is often wrong; the words decide, the claim only breaks a tie.
    return identify(f"{item.title}\n{item.text}", said if said in LANGUAGES else default)


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def _text(title: str, summary: str) -> Text:
    lines = [line for line in (title, *summary.splitlines()) if line.strip()]
    blocks = [
        Block(line, Place(paragraph=number), BlockKind.HEADING if number == 1 else BlockKind.PARAGRAPH)
        for number, line in enumerate(lines, 1)
    ]
    return Text("html", title, 0, tuple(blocks))
