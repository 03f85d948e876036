"""Records on one thing: groups of one language, and topics of one group or of several languages' groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse

from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.emergent.communities import communities
from tricity.synthesis.emergent.graph import likeness_graph
from tricity.synthesis.emergent.groups import LEAST_MEMBERS, merged, sums_of, telling, within_of
from tricity.synthesis.emergent.links import linked, meanings_of
from tricity.synthesis.emergent.rows import Floats, Ints, Matrix, Rows, heaviest, rare, read_rows, unit

LEAST_FIT: Final = 0.5  # of the middle record's likeness with its group, for a record to belong to it
PROFILE_TERMS: Final = 80  # heaviest terms of a group that its records are recognised by


@dataclass(frozen=True, slots=True)
class Group:
    """Records of one language on one thing: their places, and how like each is to what they have in common.

    `profile` is what they have in common, by term; `within` how alike they are on average, each with every other.
    """

    family: str
    places: tuple[int, ...]
    fits: tuple[float, ...]
    profile: dict[str, float]
    within: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """Groups of different languages on one thing; `between` is how alike they are on average, 1 of a single one."""

    groups: tuple[Group, ...]
    between: float

    @property
    def places(self) -> tuple[int, ...]:
        """The places of all records, in order."""
        return tuple(sorted(place for group in self.groups for place in group.places))


def family_of(record: AnalyzedRecord) -> str:
    """Return the record's language, both ways of writing Chinese as one."""
    return record.language.partition("-")[0]


def find_clusters(ordered: Sequence[AnalyzedRecord]) -> list[Cluster]:
    """Return records on one thing, in order of their first; a record is in one cluster at most."""
    rows = read_rows(ordered)
    labels = np.full(len(ordered), -1, np.int64)
    families: list[str] = []
    groups: list[Group] = []
    spoken = [family_of(each) for each in ordered]
    for family in sorted(set(spoken)):
        places = np.array([place for place, each in enumerate(spoken) if each == family], np.int64)
        mine = _grouped(rows, places)
        found = _groups(family, places, mine, rows)
        for group in found:
            labels[list(group.places)] = len(groups)
            groups.append(group)
            families.append(family)
    if not groups:
        return []
    meanings = meanings_of(labels, len(groups), rows.matrix[:, np.flatnonzero(rows.meant)].tocsr())
    topics = linked(meanings, families)
    clusters = [_cluster(np.flatnonzero(topics == topic), groups, meanings) for topic in np.unique(topics)]
    return sorted(clusters, key=lambda each: each.places)


def _grouped(rows: Rows, places: Ints) -> Ints:
    """Return the group of each of the records at the places, -1 for none."""
    mine = rows.matrix[places]
    graph = likeness_graph(rare(mine), rows.digests[places], rows.term_digests)
    return merged(communities(graph), mine)


def _groups(family: str, places: Ints, labels: Ints, rows: Rows) -> list[Group]:
    """Return the groups with the records that fit well enough."""
    count = int(labels.max(initial=-1)) + 1
    if not count:
        return []
    mine = rows.matrix[places]
    weighted = unit((mine @ sparse.diags(telling(labels, count, mine))).tocsr())
    fits = _fits(weighted, labels, count)
    kept = labels.copy()
    for label in range(count):
        members = np.flatnonzero(labels == label)
        kept[members[fits[members] < LEAST_FIT * float(np.median(fits[members]))]] = -1
    sums = sums_of(kept, count, weighted)
    sizes = np.bincount(kept[kept >= 0], minlength=count).astype(np.float64)
    within = within_of(sums, sizes)
    profiles = heaviest(unit(sums), PROFILE_TERMS)
    return [
        Group(
            family,
            tuple(places[members].tolist()),
            tuple(fits[members].tolist()),
            _named(profiles[label], rows.terms),
            float(within[label]),
        )
        for label in range(count)
        if len(members := np.flatnonzero(kept == label)) >= LEAST_MEMBERS
    ]


def _fits(rows: Matrix, labels: Ints, count: int) -> Floats:
    """Return the cosine of each record with the sum of its group; 0 of those in none."""
    rows, centres = rows.sorted_indices(), unit(sums_of(labels, count, rows)).sorted_indices()
    width = rows.shape[1]
    owners = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    inside = labels[owners] >= 0
    owners, columns, values = owners[inside], rows.indices[inside], rows.data[inside]
    # Looked up one by one: what a large group has in common is much longer than a record.
    known = np.repeat(np.arange(count), np.diff(centres.indptr)) * width + centres.indices
    at = np.searchsorted(known, labels[owners] * width + columns)
    products = values * centres.data[np.minimum(at, len(known) - 1)]
    fits = np.bincount(owners, products, rows.shape[0])
    return np.round(np.minimum(1.0, fits), 6).astype(np.float64)


def _named(row: Matrix, terms: Sequence[str]) -> dict[str, float]:
    return {terms[column]: float(value) for column, value in zip(row.indices, row.data, strict=True)}


def _cluster(numbers: Ints, groups: Sequence[Group], meanings: Matrix) -> Cluster:
    products = (meanings[numbers] @ meanings[numbers].T).toarray()
    pairs = products[np.triu_indices(len(numbers), 1)]
    between = round(float(pairs.mean()), 6) if len(pairs) else 1.0
    return Cluster(tuple(groups[number] for number in numbers), between)
