"""Topics that the records have and the thesaurus has not, and what each record has to do with them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tricity.language import INTERFACE_LANGUAGES, Engine
from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.emergent.clusters import Cluster, Group, find_clusters
from tricity.synthesis.emergent.identity import emergent_id, with_ids_kept
from tricity.synthesis.emergent.labels import labels_of
from tricity.synthesis.emergent.named import Naming, nearest_concepts
from tricity.synthesis.emergent.words import evidence_of, reasons_of, words_of
from tricity.synthesis.topics import HALF_SURE, LIKENESS, TopicModel, by_record
from tricity.synthesis.values import DIGITS, EmergentTopic, TopicAssignment

LEAST_ALONE: Final = 8  # records of a topic that one language alone has; fewer are told by their own topics


@dataclass(frozen=True, slots=True)
class Emergence:
    """The topics in order of id, and which records are about them, in order of record.

    An assignment's rank and share are those of the topic alone: see `beside_named`.
    """

    topics: tuple[EmergentTopic, ...] = ()
    assignments: tuple[TopicAssignment, ...] = ()


def find_emergent(
    analyzed: Iterable[AnalyzedRecord],
    topics: Iterable[TopicAssignment],
    model: TopicModel,
    engine: Engine,
    previous: Mapping[str, frozenset[str]] | None = None,
    clusters: Sequence[Cluster] | None = None,
) -> Emergence:
    """Return what several records are about that no topic of the model names, with the words that say so.

    `topics` are the records' topics by the model; `previous` the records of each emergent topic of an earlier run,
    whose ids are kept where at least half of the records are the same. `clusters` are those of `find_clusters`, where
    they are found already.
    """
    ordered = sorted(analyzed, key=lambda each: each.id)
    known = by_record(topics)
    found: list[EmergentTopic] = []
    unnamed: list[Cluster] = []
    naming = Naming(model.thesaurus)
    for cluster in find_clusters(ordered) if clusters is None else clusters:
        mine = [[known.get(ordered[at].id, []) for at in group.places] for group in cluster.groups]
        alone = len(cluster.groups) == 1 and len(cluster.places) < LEAST_ALONE
        if not alone and not naming.names(mine):
            found.append(_topic(cluster, ordered, mine, engine))
            unnamed.append(cluster)
    kept = with_ids_kept(found, previous or {})
    assigned = [
        each
        for topic, cluster in zip(kept, unnamed, strict=True)
        for group in cluster.groups
        for each in _assignments(topic.id, group, ordered)
    ]
    return Emergence(
        tuple(sorted(kept, key=lambda each: each.id)),
        tuple(sorted(assigned, key=lambda each: each.record_id)),
    )


def _topic(
    cluster: Cluster,
    ordered: Sequence[AnalyzedRecord],
    topics: Sequence[Sequence[Sequence[TopicAssignment]]],
    engine: Engine,
) -> EmergentTopic:
    records = [ordered[place] for place in cluster.places]
    labels, derived = labels_of(cluster, ordered, engine)
    return EmergentTopic(
        id=emergent_id([each.id for each in records]),
        labels={language: labels.get(language, ()) for language in sorted(INTERFACE_LANGUAGES)},
        derived=derived,
        countries=tuple(sorted({each.record.country for each in records})),
        languages=tuple(sorted({each.language for each in records})),
        records=tuple(each.id for each in records),
        evidence=evidence_of(cluster, ordered),
        near=nearest_concepts(topics),
        score=_score(cluster),
    )


def _score(cluster: Cluster) -> float:
    """Weigh how alike records are within their languages, and what they say across them."""
    sizes = [len(group.places) for group in cluster.groups]
    weighted = (group.within * size for group, size in zip(cluster.groups, sizes, strict=True))
    within = math.fsum(weighted) / sum(sizes)
    return max(0.0001, round(min(1.0, math.sqrt(within * cluster.between)), DIGITS))


def _assignments(topic_id: str, group: Group, ordered: Sequence[AnalyzedRecord]) -> list[TopicAssignment]:
    found = []
    words = words_of(group, ordered)
    for place, fit in zip(group.places, group.fits, strict=True):
        strength = LIKENESS * fit
        reasons = reasons_of(ordered[place], words)
        if reasons:
            weight = round(strength / (strength + HALF_SURE), DIGITS)
            found.append(TopicAssignment(ordered[place].id, topic_id, weight, 1, 1.0, reasons))
    return found
