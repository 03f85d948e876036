"""Titles of many records alone, for lists of what waits."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation

from tricity.knowledge.digests import sentences
from tricity.knowledge.digests.names import city_view, country_view
from tricity.knowledge.digests.views import TopicView
from tricity.knowledge.models import Record, RecordTopic
from tricity.translation.names import name_in
from tricity.translation.queries import localized, renderings
from tricity.web.text import LocalizedText, Origin

MOST_TOPICS = 2


def titles(records: Sequence[Record], language: str) -> dict[int, LocalizedText]:
    """Row id → the title in the author's words, its rendering, else a digest. One query, or two for digests.

    The records come with `country` and `city__country`.
    """
    rendered = renderings(records, language=language)
    found: dict[int, LocalizedText] = {}
    for each in records:
        text = localized(each.title, each.language, rendered.get((each.pk, "title")), language=language)
        if text is not None:
            found[each.pk] = text
    missing = [each for each in records if each.pk not in found]
    return {**found, **_digests(missing, language)} if missing else found


def _digests(records: Sequence[Record], language: str) -> dict[int, LocalizedText]:
    topics: dict[int, list[TopicView]] = {each.pk: [] for each in records}
    rows = RecordTopic.objects.filter(record__in=topics).select_related("concept")
    for row in rows.order_by("record_id", "-weight", "concept_id"):
        name = name_in(row.concept.names, language)
        topics[row.record_id].append(TopicView(row.concept.slug, name, row.weight, ""))
    with translation.override(language):
        return {each.pk: _digest(each, topics[each.pk][:MOST_TOPICS], language) for each in records}


def _digest(record: Record, topics: Sequence[TopicView], language: str) -> LocalizedText:
    city = city_view(record.city, language) if record.city else None
    place = sentences.place_line(country_view(record.country, language), city)
    line = sentences.title_line(record.kind, place, topics)
    return LocalizedText(line, language, Origin.DIGEST, record.title, record.language)
