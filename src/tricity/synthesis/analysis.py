"""Records with what the language engine sees in them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from tricity.language import Analysis, CollectionStatistics, Engine, identify
from tricity.synthesis.records import Organization, Record

Progress = Callable[[str, int, int], None]
"""Called as (stage, done, total); stages are named in `synthesize`."""


class Part(StrEnum):
    """Where in a record a piece of evidence stands."""

    TITLE = "title"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class AnalyzedRecord:
    """A record, its language (identified where not stated), and its title and summary analysed."""

    record: Record
    language: str
    title: Analysis
    summary: Analysis

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id

    @property
    def written(self) -> Record:
        """The record with its language, where it was identified."""
        return self.record if self.record.language else replace(self.record, language=self.language)

    def part(self, part: Part) -> Analysis:
        """Return the analysis of the title or of the summary."""
        return self.title if part is Part.TITLE else self.summary


def analyze(
    records: Iterable[Record], engine: Engine, progress: Progress | None = None
) -> list[AnalyzedRecord]:
    """Return the records analysed, sorted by id."""
    ordered = sorted(records, key=lambda record: record.id)
    analyzed = []
    for done, record in enumerate(ordered, 1):
        analyzed.append(analyze_record(record, engine))
        if progress is not None:
            progress("analyze", done, len(ordered))
    return analyzed


def analyze_record(record: Record, engine: Engine) -> AnalyzedRecord:
    """Return the record analysed."""
    language = language_of(*texts_of(record))
    return AnalyzedRecord(
        record, language, engine.analyze(record.title, language), engine.analyze(record.summary, language)
    )


def texts_of(record: Record) -> tuple[str, str, str]:
    """Return title, summary and stated language of a record: all of it that is read."""
    return record.title, record.summary, record.language


def language_of(title: str, summary: str, stated: str) -> str:
    """Return the language of a record's texts, identified where not stated."""
    return stated or identify(f"{title} {summary}")


def analyze_organization(organization: Organization, engine: Engine) -> Analysis:
    """Return the analysis of what the organization does."""
    return engine.analyze(organization.role, organization.language or identify(organization.role))


def collection_statistics(analyzed: Iterable[AnalyzedRecord]) -> CollectionStatistics:
    """Return in how many records (title and summary together) each term occurs, as far as analyses have kept it."""
    statistics = CollectionStatistics()
    for each in analyzed:
        statistics.documents += 1
        terms = {feature.term for part in (each.title, each.summary) for feature in part.features}
        statistics.frequencies.update(terms)
    return statistics
