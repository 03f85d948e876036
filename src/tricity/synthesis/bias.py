"""Whether what a topic seems to say rests on the sources of one language, on one national term, or on sheer numbers.

A country that publishes more is not one that has more to say: beside the raw counts stands a view in which the needs
and plans of all countries together weigh the same.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from tricity.language import Concept, Thesaurus, fold, fold_han, identify
from tricity.synthesis.records import Kind, Record
from tricity.synthesis.values import DIGITS, Sentence, TopicAssignment

LEAST_RECORDS: Final = 3  # fewer say nothing about how a topic is spread
ONE_SIDED: Final = 0.8  # of a topic's records, raw and by equal weights, for it to rest on one language
ONE_TERM: Final = 0.7  # of them, that are recognised by one term alone, for it to rest on that term
PLAN_SHARE: Final = 0.7  # what a plan counts as shared demand, beside a need
_MOST_WEIGHT: Final = 1000.0  # a country with next to nothing is not to outweigh all


def language_of(record: Record) -> str:
    """Return the language the record is written in, both ways of writing Chinese as one; identified if not stated."""
    return (record.language or identify(f"{record.title} {record.summary}")).partition("-")[0]


def demand(record: Record) -> float:
    """Return what a record counts as demand: a need one, a plan a part, anything else nothing."""
    return 1.0 if record.kind is Kind.NEED else PLAN_SHARE if record.is_plan else 0.0


def equal_weights(
    records: Iterable[Record], countries: Sequence[str], counts: Callable[[Record], float]
) -> dict[str, float]:
    """Return by what each country's records are multiplied for all countries together to weigh the same.

    `counts` says what a record weighs. Their mean stays what it is; a country without any has weight 0.
    """
    sums = dict.fromkeys(countries, 0.0)
    for record in records:
        if record.country in sums:
            sums[record.country] += counts(record)
    present = [value for value in sums.values() if value > 0]
    mean = sum(present) / len(present) if present else 0.0
    return {
        country: round(min(mean / value, _MOST_WEIGHT), DIGITS) if value > 0 else 0.0
        for country, value in sums.items()
    }


def source_warnings(
    records: Sequence[Record],
    topics: Mapping[str, TopicAssignment],
    weights: Mapping[str, float],
    concept: Concept | None = None,
) -> tuple[Sentence, ...]:
    """Say whether the topic of these records rests on one language's sources, or on one national term.

    `topics` is how each record came to the topic, `weights` are those of the countries for all to weigh the same. Both
    are said only if they hold for the records as they are and with the countries weighted equally: where nine records
    in ten are Chinese, so may be those of any topic.
    """
    if len(records) < LEAST_RECORDS:
        return ()
    found = (_one_language(records, weights), _one_term(records, topics, weights, concept))
    return tuple(each for each in found if each is not None)


def _one_language(records: Sequence[Record], weights: Mapping[str, float]) -> Sentence | None:
    by_language: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_language[language_of(record)].append(record)
    language = min(by_language, key=lambda each: (-len(by_language[each]), each))
    if _least_share(by_language[language], records, weights) < ONE_SIDED:
        return None
    return Sentence(
        "rests_on_one_language",
        {"language": language, "records": len(by_language[language]), "of": len(records)},
    )


def _one_term(
    records: Sequence[Record],
    topics: Mapping[str, TopicAssignment],
    weights: Mapping[str, float],
    concept: Concept | None,
) -> Sentence | None:
    alone: dict[str, list[Record]] = defaultdict(list)
    anywhere: dict[str, set[str]] = defaultdict(set)
    as_written: dict[str, Counter[str]] = defaultdict(Counter)
    for record in records:
        terms = {_key(each.quotation.text): each.quotation.text for each in topics[record.id].reasons}
        for key, text in terms.items():
            anywhere[key].add(record.country)
            as_written[key][text] += 1
        if len(terms) == 1:
            alone[next(iter(terms))].append(record)
    if not alone:
        return None
    term = min(alone, key=lambda each: (-len(alone[each]), each))
    if _least_share(alone[term], records, weights) < ONE_TERM or not _is_national(
        term, anywhere[term], concept
    ):
        return None
    written = min(as_written[term], key=lambda each: (-as_written[term][each], each))
    return Sentence("rests_on_one_term", {"term": written, "records": len(alone[term]), "of": len(records)})


def _is_national(term: str, countries: set[str], concept: Concept | None) -> bool:
    """Return whether only one country uses the term, or it is a label in one language only and that is not English.

    A label of one language may be found in the text of another, where the same characters may mean something else.
    """
    if len(countries) == 1:
        return True
    languages = {
        language.partition("-")[0]
        for language, labels in (concept.labels.items() if concept is not None else ())
        if term in map(_key, labels)
    }
    return len(languages) == 1 and "en" not in languages


def _least_share(some: Sequence[Record], of: Sequence[Record], weights: Mapping[str, float]) -> float:
    """Return what part some records are of others, as they are or with countries weighted equally: the lesser."""
    all_weight = sum(weights.get(each.country, 0.0) for each in of)
    weighted = sum(weights.get(each.country, 0.0) for each in some) / all_weight if all_weight else 0.0
    return min(len(some) / len(of), weighted)


def _key(text: str) -> str:
    return fold_han(fold(text)).replace(" ", "")


def concept_in(thesaurus: Thesaurus | None, concept_id: str) -> Concept | None:
    """Return the concept, if it is known."""
    return thesaurus.concepts.get(concept_id) if thesaurus is not None else None
