"""Everything a briefing is written from, read in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from typing import Any

from tricity.briefings import queries
from tricity.briefings.audience import Audience
from tricity.briefings.citing import Citing
from tricity.briefings.claims import Cited
from tricity.briefings.extents import Extent
from tricity.cooperation.analysis import ANY, view_name
from tricity.cooperation.digests.candidates import titles
from tricity.cooperation.models import Evidence, Opportunity, OverlapRow, SynthesisRun
from tricity.cooperation.queries import evidence_of, latest_run
from tricity.directory.digests import OrganizationView, organization_views
from tricity.directory.models import Country
from tricity.directory.queries import countries_in_order
from tricity.knowledge.digests import RecordView, present
from tricity.knowledge.models import Record
from tricity.web.text import LocalizedText

CITED_PARTS = ("needs", "plans", "running")


@dataclass(frozen=True, slots=True)
class Practice:
    """Work that runs, and the needs of other countries that it fits."""

    work: int
    needs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """`rows` are the topics to show, most shared first; `unanswered` those that are needed and that nobody runs or offers.

    Countries are in the order of their names for the reader. `records` are those that may be cited, by row id.
    """

    language: str
    extent: Extent
    run: SynthesisRun
    countries: Sequence[Country]
    rows: Sequence[OverlapRow]
    unanswered: Sequence[OverlapRow]
    candidates: Sequence[Opportunity]
    titles: Mapping[int, LocalizedText]
    evidence: Mapping[int, Sequence[Evidence]]
    supporters: Mapping[int, OrganizationView]
    practice: Sequence[Practice]
    counted: Sequence[Mapping[str, Any]]
    undated: Sequence[Mapping[str, Any]]
    unmatched: Sequence[Mapping[str, Any]]
    cities: Mapping[str, int]
    records: Mapping[int, Record]
    views: Mapping[int, RecordView]

    @property
    def citing(self) -> Citing:
        return Citing(self.language, self.extent)

    def within(self, extent: Extent) -> Material:
        """As much of it as the extent allows."""
        return replace(
            self,
            extent=extent,
            rows=self.rows[: extent.topics],
            unanswered=self.unanswered[: extent.gaps],
            candidates=self.candidates[: extent.candidates],
            practice=self.practice[: extent.practice],
        )

    def cite(self, ids: Iterable[int]) -> list[Cited]:
        """Those that are public still, in their order."""
        return [self.citing.record(self.records[pk]) for pk in ids if pk in self.records]


def gathered(language: str, extent: Extent, audience: Audience) -> Material | None:
    """None where no analysis was made yet. The language must be the active one."""
    run = latest_run()
    if run is None:
        return None
    slugs = [each["topic"] for each in run.overview.get(view_name(ANY, False), {}).get("rows", [])]
    slugs = slugs[: extent.topics]
    found = {row.concept.slug: row for row in queries.rows_of(run, slugs)}
    rows = [found[slug] for slug in slugs if slug in found]
    unanswered = [row for row in found.values() if queries.is_unanswered(row)][: extent.gaps]
    candidates = queries.candidates(audience, extent.candidates)
    evidence = _evidence(candidates, extent)
    practice = _practice(queries.answers(run), extent.practice)
    samples = {name: getattr(queries, name)() for name in ("counted", "undated")}
    samples["unmatched"] = queries.unmatched(run)
    cited = [each.record_id for parts in evidence.values() for each in parts if each.record_id]
    titled = [*cited, *(each.work for each in practice)]
    ids = [*titled, *(pk for row in (*rows, *unanswered) for pk in _cited_of(row))]
    ids += [pk for each in practice for pk in each.needs]
    ids += [each["pk"] for sample in samples.values() for each in sample]
    bodies = [each.organization for parts in evidence.values() for each in parts if each.organization]
    views = organization_views(list({each.pk: each for each in bodies}.values()), language)
    return Material(
        language=language,
        extent=extent,
        run=run,
        countries=countries_in_order(language),
        rows=rows,
        unanswered=unanswered,
        candidates=candidates,
        titles=titles(candidates, language),
        evidence=evidence,
        supporters={each.pk: each for each in views},
        practice=practice,
        cities=queries.cities_named(),
        records=queries.citable(list(dict.fromkeys(ids))),
        views=present(list(dict.fromkeys(titled)), language),
        **samples,
    )


def cited_in(cell: Mapping[str, Any]) -> list[int]:
    """Of a topic in a country, for each kind that is counted the record that is most about the topic."""
    return [pk for part in CITED_PARTS for pk in cell.get(part, ())[:1]]


def _cited_of(row: OverlapRow) -> list[int]:
    return [pk for cell in row.cells for pk in cited_in(cell)]


def _evidence(candidates: Sequence[Opportunity], extent: Extent) -> dict[int, list[Evidence]]:
    """At most so many of each part as the extent allows: the best of every country, then the second of every country."""
    parts: dict[tuple[int, str], dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    for each in evidence_of([row.pk for row in candidates]):
        subject = each.record or each.organization
        country = subject.country_id or "" if subject else ""
        parts[each.opportunity_id, each.role][country].append(each)
    found: dict[int, list[Evidence]] = {row.pk: [] for row in candidates}
    for (pk, _role), by_country in parts.items():
        in_turn = (each for rank in zip_longest(*by_country.values()) for each in rank if each is not None)
        found[pk] += islice(in_turn, extent.per_part)
    return found


def _practice(found: Sequence[tuple[int, int, str]], most: int) -> list[Practice]:
    """Work that needs of the most countries fit; of each country one need, the closest."""
    by_work: dict[int, dict[str, int]] = defaultdict(dict)
    for work, need, country in found:
        by_work[work].setdefault(country, need)
    chosen = sorted(by_work, key=lambda work: -len(by_work[work]))[:most]
    return [Practice(work, tuple(by_work[work].values())) for work in chosen]
