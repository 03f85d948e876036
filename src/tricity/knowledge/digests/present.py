"""Many records as one reader gets them, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db.models import OuterRef, Prefetch, Subquery
from django.urls import reverse
from django.utils import formats, translation
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from tricity.directory.models import Country
from tricity.directory.names import LATIN, mention
from tricity.knowledge.digests import sentences
from tricity.knowledge.digests.names import city_view, country_view, party_view
from tricity.knowledge.digests.views import (
    DeploymentView,
    IndicatorView,
    RecordView,
    SourceView,
    StandingView,
    TopicReason,
    TopicView,
)
from tricity.knowledge.models import Deployment, Kind, Participation, Record, RecordTopic
from tricity.knowledge.money import grouped, money
from tricity.knowledge.publication.template import BUDGET, INDICATORS, tells
from tricity.language import romanize
from tricity.search.engine import engine
from tricity.translation.models import Translation
from tricity.translation.names import NameField, name_in
from tricity.translation.queries import Renderings, localized, renderings
from tricity.web.identity import Standing
from tricity.web.languages import language_name
from tricity.web.text import LocalizedText, Origin


def present(
    ids: Sequence[int], language: str, *, whole: bool = False, rendered: Renderings | None = None
) -> dict[int, RecordView]:
    """Row id → the record for a reader of `language`, in the order of `ids`; deleted records are left out.

    Four queries for cards, five with `whole`, which adds figures, sources, deployments, readings and budget; one less
    where the renderings of (at least) these records were read already. The caller decides who may see what: drafts are
    presented like the rest.
    """
    rows = {row.pk: row for row in _rows(ids, whole=whole)}
    if rendered is None:
        rendered = renderings(list(rows.values()), language=language)
    by_record: dict[int, dict[str, Translation]] = {pk: {} for pk in rows}
    for (pk, field), row in rendered.items():
        if pk in by_record:
            by_record[pk][field] = row
    with translation.override(language):
        return {pk: _View(rows[pk], by_record[pk], language, whole).view() for pk in ids if pk in rows}


def _rows(ids: Sequence[int], *, whole: bool) -> Any:
    topics = RecordTopic.objects.select_related("concept").order_by("-weight", "concept_id")
    parties = Participation.objects.select_related("organization").order_by("position", "pk")
    rows = (
        Record.objects.filter(pk__in=ids, deleted_at=None)
        .select_related("country", "city__country")
        .prefetch_related(Prefetch("record_topics", topics), Prefetch("participations", parties))
    )
    if whole:
        home = Country.objects.filter(code=OuterRef("country_code")).values("names")[:1]
        deployments = (
            Deployment.objects.select_related("city__country")
            .annotate(country_names=Subquery(home, output_field=NameField()))
            .order_by("position", "pk")
        )
        rows = rows.prefetch_related(Prefetch("deployments", deployments))
    return rows


@dataclass(frozen=True, slots=True)
class _View:
    """One record on its way to its view; the reader's language is the active one."""

    record: Record
    rendered: Mapping[str, Translation]
    reader: str
    whole: bool

    def view(self) -> RecordView:
        record = self.record
        country = country_view(record.country, self.reader)
        city = city_view(record.city, self.reader) if record.city else None
        topics = tuple(self._topic(row) for row in record.record_topics.all())
        title = self._text("title")
        summary = self._text("summary")
        parties = self._parties() if self.whole or summary is None else ()
        indicators = self._indicators() if self.whole or summary is None else ()
        place = sentences.place_line(country, city)
        if title is None:
            title = self._digest("title", sentences.title_line(record.kind, place, topics))
        if summary is None:
            facts = (record.get_kind_display(), place, *self._labels(), self._years())
            summary = self._digest("summary", sentences.summary_lines(facts, topics, parties, indicators))
        return RecordView(
            pk=record.pk,
            code=record.code,
            kind=record.kind,
            kind_label=record.get_kind_display(),
            url=record.get_absolute_url(),
            language=record.language,
            language_name=language_name(record.language),
            reader=self.reader,
            title=title,
            summary=summary,
            country=country,
            city=city,
            status=record.status,
            status_label=record.get_status_display(),
            priority=record.priority,
            priority_label=record.get_priority_display(),
            horizon=record.horizon,
            horizon_label=record.get_horizon_display(),
            years=self._years(),
            topics=topics,
            standing=standing_view(record),
            version=record.version,
            publication_state=record.publication_state,
            publication_label=record.get_publication_state_display(),
            published_at=record.published_at,
            owner_id=record.owner_id,
            is_public=record.is_public,
            is_unreviewed=record.is_unreviewed,
            parties=parties if self.whole else (),
            indicators=indicators if self.whole else (),
            deployments=tuple(map(self._deployment, record.deployments.all())) if self.whole else (),
            sources=tuple(map(source_view, record.sources)) if self.whole else (),
            budget=self._budget() if self.whole else "",
            engines=tuple(sorted({row.engine for row in self.rendered.values() if row.engine})),
        )

    def _text(self, field: str) -> LocalizedText | None:
        source = getattr(self.record, field)
        return localized(source, self.record.language, self.rendered.get(field), language=self.reader)

    def _digest(self, field: str, text: str) -> LocalizedText:
        return LocalizedText(
            text, self.reader, Origin.DIGEST, getattr(self.record, field), self.record.language
        )

    def _labels(self) -> list[str]:
        record = self.record
        return [record.get_status_display(), record.get_priority_display(), record.get_horizon_display()]

    def _years(self) -> str:
        start, end = self.record.start_year, self.record.end_year
        if start and end:
            return str(start) if start == end else _("%(start)s–%(end)s") % {"start": start, "end": end}
        if start:
            return _("since %(year)s") % {"year": start}
        return _("until %(year)s") % {"year": end} if end else ""

    def _topic(self, row: RecordTopic) -> TopicView:
        return TopicView(
            slug=row.concept.slug,
            name=name_in(row.concept.names, self.reader),
            weight=row.weight,
            url=reverse("terms:topic", args=[row.concept.slug]),
            reasons=tuple(self._reason(reason) for reason in row.reasons) if self.whole else (),
        )

    def _reason(self, reason: Mapping[str, Any]) -> TopicReason:
        text = str(reason.get("text", ""))
        written_in = self.record.language
        return TopicReason(
            via=str(reason.get("via", "label")),
            words=LocalizedText(text, written_in),
            field=str(reason.get("field", "")),
            start=int(reason.get("start", 0)),
            end=int(reason.get("end", 0)),
            label=str(reason.get("label", "")),
            reading=self._reading(text),
        )

    def _reading(self, words: str) -> str:
        """How words of the original are said, for a reader who may not know their script."""
        written_in = self.record.language
        if words.isascii() or written_in in (self.reader, LATIN):
            return ""
        return romanize(words, written_in)

    def _parties(self) -> tuple[Any, ...]:
        written_in = self.record.language
        return tuple(
            party_view(row, self.reader, written_in=written_in) for row in self.record.participations.all()
        )

    def _indicators(self) -> tuple[IndicatorView, ...]:
        told = self.record.indicators if tells(self.record, INDICATORS) else ()
        return tuple(self._indicator(place, each) for place, each in enumerate(told))

    def _budget(self) -> str:
        amount = self.record.budget_amount if tells(self.record, BUDGET) else None
        return money(amount, self.record.budget_currency, self.reader)

    def _indicator(self, place: int, indicator: Mapping[str, Any]) -> IndicatorView:
        name, unit = str(indicator.get("name") or ""), str(indicator.get("unit") or "")
        shown = self._indicator_name(place, name)
        numbered = LocalizedText(
            _("Figure %(number)d") % {"number": place + 1},
            self.reader,
            Origin.DIGEST,
            name,
            self.record.language,
        )
        return IndicatorView(
            name=shown or numbered,
            value=number(indicator.get("value")),
            unit=self._unit(place, unit),
            year=indicator.get("year"),
            is_named=shown is not None,
        )

    def _indicator_name(self, place: int, name: str) -> LocalizedText | None:
        """The words, their rendering, or the topic they name; None where nothing is known."""
        written_in = self.record.language
        row = self.rendered.get(f"indicators.{place}.name")
        known = localized(name, written_in, row, language=self.reader)
        if known:
            return known
        thesaurus = engine().thesaurus
        mention = next(iter(thesaurus.find(name, written_in)), None)
        if mention is None:
            return None
        label = thesaurus[mention.concept_id].label(self.reader)
        return LocalizedText(label, self.reader, Origin.DIGEST, name, written_in)

    def _unit(self, place: int, unit: str) -> LocalizedText | None:
        if not unit:
            return None
        written_in = self.record.language
        if unit.isascii():
            return LocalizedText(unit, self.reader)
        known = localized(
            unit, written_in, self.rendered.get(f"indicators.{place}.unit"), language=self.reader
        )
        return known or LocalizedText(romanize(unit, written_in), LATIN, Origin.DIGEST, unit, written_in)

    def _deployment(self, row: Deployment) -> DeploymentView:
        home = row.country_names or {}  # type: ignore[attr-defined]
        country = name_in(home, self.reader) if home else LocalizedText(row.country_code, self.reader)
        if row.city:
            view = city_view(row.city, self.reader)
            return DeploymentView(view.name, country, row.year, view.url)
        shown = mention(row.city_name, "", self.reader, self.record.language)
        return DeploymentView(shown.text, country, row.year, native=shown.native)


def number(value: Any) -> str:
    """A figure with its digits grouped; words stay as they are."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return grouped(value)
    return str(value)


def source_view(source: Any) -> SourceView:
    """A source as kept: an object of url and read_on, or a bare address."""
    address = str(source.get("url", "")) if isinstance(source, dict) else str(source)
    noted = source.get("read_on") if isinstance(source, dict) else None
    try:
        domain = urlsplit(address).hostname or address
        read_on: dt.date | None = parse_date(str(noted)) if noted else None
    except ValueError:
        domain, read_on = address, None
    return SourceView(address, domain.removeprefix("www."), read_on)


def standing_view(record: Record) -> StandingView:
    """Who speaks in the record, as a sentence in the active language."""
    if record.standing == Standing.CONFIRMED and record.confirmed_on:
        sentence = _("Confirmed by the body named on %(date)s.") % {
            "date": formats.date_format(record.confirmed_on, "DATE_FORMAT")
        }
    elif record.standing == Standing.CONFIRMED:
        sentence = _("Confirmed by the body named.")
    elif record.standing == Standing.SUBMITTED:
        sentence = _("Submitted by the body named.")
    elif record.kind == Kind.SOLUTION:
        sentence = _("Compiled from public sources, not confirmed by the provider.")
    else:
        sentence = _("Compiled from public sources, not confirmed by the city.")
    return StandingView(record.standing, sentence)
