"""How much of what was planted is found again."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tests.synthesis.planting import Planting
from tricity.language.evaluation.baselines import bm25, words
from tricity.synthesis import AnalyzedRecord, Kind, MatchKind, Opportunity, Overlaps, Synthesis

DEPTH: Final = 5
PURE: Final = 0.9  # of the records named in a candidate, that must have been planted for one subject


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of those found are right, and how many of those planted are found."""

    right: int
    found: int
    recalled: int
    planted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.recalled / self.planted if self.planted else 0.0

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f} ({self.right} of {self.found}), "
            f"recall {self.recall:.3f} ({self.recalled} of {self.planted})"
        )


def opportunities(planting: Planting, found: Iterable[Opportunity]) -> Rate:
    """Count candidates: right is one of a planted subject, in exactly its countries, with hardly another record.

    A second one of the same subject is not right.
    """
    total, recalled = 0, set()
    for each in found:
        total += 1
        subject = _subject(planting, each.record_ids)
        if subject and planting.countries_of.get(subject) == frozenset(each.countries):
            recalled.add(subject)
    return Rate(len(recalled), total, len(recalled), len(planting.countries_of))


def overlaps(planting: Planting, found: Overlaps) -> Rate:
    """Count records: each subject's are looked for in the row of the grid that has most of them.

    A row that several subjects have most of their records in stands for the one it has most of.
    """
    rows = {row.concept_id: _ids(row.cells) for row in found.grid}
    wanted = _planted_records(planting)
    best: dict[str, tuple[float, str]] = {}
    for subject in wanted:
        concept = min(rows, key=lambda key: (-_f1(rows[key], wanted[subject]), key), default="")
        score = _f1(rows.get(concept, set()), wanted[subject])
        best[concept] = max(best.get(concept, (0.0, "")), (score, subject))
    right = total = 0
    for concept, (_, subject) in best.items():
        right += len(rows[concept] & wanted[subject])
        total += len(rows[concept])
    return Rate(right, total, right, sum(map(len, wanted.values())))


def experience(planting: Planting, found: Synthesis, analyzed: Sequence[AnalyzedRecord]) -> float:
    """Return how many of the first five experiences in other countries are on the need's subject."""
    best: dict[str, list[str]] = defaultdict(list)
    for match in found.matches:
        if match.kind is MatchKind.EXPERIENCE and not match.same_country:
            best[match.need_id].append(match.other_id)
    return _precision(planting, {need: best[need] for need in _needs(planting, analyzed)})


def experience_by_bm25(planting: Planting, analyzed: Sequence[AnalyzedRecord]) -> float:
    """Return the same of a search engine for each language, which knows the words of one language at a time."""
    work = [each for each in analyzed if each.record.is_running]
    needs = set(_needs(planting, analyzed))
    asked = [each for each in analyzed if each.id in needs]
    scores = bm25([each.title for each in asked], [each.summary for each in work], words)
    scores = scores + bm25([each.title for each in asked], [each.title for each in work], words)
    best = {}
    for need, row in zip(asked, scores, strict=True):
        ranked = sorted(
            (-float(score), each.id)
            for score, each in zip(row, work, strict=True)
            if score > 0 and each.record.country != need.record.country
        )
        best[need.id] = [record_id for _, record_id in ranked]
    return _precision(planting, best)


def unmarked_traps(planting: Planting, found: Overlaps) -> list[str]:
    """Return the subjects of one language whose rows do not say that they rest on it."""
    unmarked = []
    for subject, country in planting.traps.items():
        own = {key for key, value in planting.subject_of.items() if value == subject}
        row = min(found.grid, key=lambda row: (-_f1(_ids(row.cells), own), row.concept_id))
        language = {"CN": "zh", "JP": "ja", "KR": "ko"}[country]
        if not any(
            each.key == "rests_on_one_language" and each.parameters["language"] == language
            for each in row.warnings
        ):
            unmarked.append(subject)
    return unmarked


def wrongly_marked(planting: Planting, found: Overlaps) -> list[str]:
    """Return the planted subjects of several countries whose rows say that they rest on one language."""
    wanted = _planted_records(planting)
    marked = []
    for subject, own in wanted.items():
        row = min(found.grid, key=lambda row: (-_f1(_ids(row.cells), own), row.concept_id))
        if any(each.key == "rests_on_one_language" for each in row.warnings):
            marked.append(subject)
    return marked


def _needs(planting: Planting, analyzed: Sequence[AnalyzedRecord]) -> list[str]:
    return [
        each.id
        for each in analyzed
        if each.record.kind is Kind.NEED and planting.subject_of[each.id] in planting.countries_of
    ]


def _precision(planting: Planting, best: Mapping[str, Sequence[str]]) -> float:
    right = sum(
        planting.subject_of[other] == planting.subject_of[need]
        for need, others in best.items()
        for other in others[:DEPTH]
    )
    return right / (DEPTH * len(best)) if best else 0.0


def _planted_records(planting: Planting) -> dict[str, set[str]]:
    wanted: dict[str, set[str]] = {subject: set() for subject in planting.countries_of}
    for record_id, subject in planting.subject_of.items():
        if subject in wanted:
            wanted[subject].add(record_id)
    return wanted


def _subject(planting: Planting, record_ids: Collection[str]) -> str:
    (subject, count), *_ = Counter(planting.subject_of[each] for each in sorted(record_ids)).most_common(1)
    return subject if count >= PURE * len(record_ids) else ""


def _ids(cells: Iterable[object]) -> set[str]:
    return {
        record_id
        for cell in cells
        for part in ("needs", "plans", "running", "solutions")
        for record_id in getattr(cell, part)
    }


def _f1(one: Collection[str], other: Collection[str]) -> float:
    common = len(set(one) & set(other))
    return 2 * common / (len(one) + len(other)) if common else 0.0
