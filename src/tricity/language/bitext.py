"""How alike texts of two languages are, all with all: for matching records, and for measuring the engine.

Features fall into groups. Within a group two texts are compared by the cosine of their weighted features, rarer
features counting more; the groups' cosines are added with weights that depend on the pair of languages, for what
tells Chinese and Japanese apart from strangers (shared characters) tells nothing of Korean and English.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import sparse

from tricity.language import hanja
from tricity.language.features import Analysis, FeatureKind
from tricity.language.han import HAN_RUN, fold_han
from tricity.language.lexicon.glosses import SAYS_NOTHING
from tricity.language.normalize import align, lower_same_length
from tricity.language.pair_weights import Group, pair_weights
from tricity.language.sounds import TRANSLITERATED, chinese_skeleton, skeletons
from tricity.language.vectors import AnalysisVectors

Matrix = npt.NDArray[np.float32]
_SPREAD: Final = 1.5  # of a repeated feature at most
_SINO_SOUND: Final = 0.35  # of the sound of a word that has Han characters
_SOUND_PART: Final = 0.35  # of three neighbouring sounds beside the whole
_HANJA_POWER: Final = 0.7  # flattens the probabilities of a Korean word's Han candidates


def group_features(analysis: Analysis) -> dict[Group, dict[str, float]]:
    """Return the text's features by group, summed; VECTOR is not among them."""
    found: dict[Group, dict[str, float]] = {group: {} for group in Group if group is not Group.VECTOR}
    for group, key, weight in (*_of_features(analysis), *_of_characters(analysis), *_of_sounds(analysis)):
        found[group][key] = found[group].get(key, 0.0) + weight
    return found


def _of_features(analysis: Analysis) -> Iterator[tuple[Group, str, float]]:
    for feature in analysis.features:
        if feature.kind is FeatureKind.GLOSS:
            yield Group.GLOSS, feature.key, feature.weight
        elif feature.kind is FeatureKind.NUMBER:
            yield Group.LATIN, feature.key, 1.0
    if not analysis.language.startswith("en"):
        for token in analysis.tokens:
            if token.surface.isascii() and token.surface.isalpha() and len(token.surface) > 1:
                yield Group.LATIN, token.surface.lower(), 1.0
    else:
        for token in analysis.tokens:
            if token.surface.isalpha() and len(token.surface) > 1:
                yield Group.LATIN, token.surface.lower(), 1.0


def _of_characters(analysis: Analysis) -> Iterator[tuple[Group, str, float]]:
    if analysis.language == "ko":
        for token in analysis.tokens:
            for han, probability in hanja.candidates(lower_same_length(token.lemma)):
                for char in han:
                    yield Group.CHARACTER, char, probability**_HANJA_POWER
    for run in HAN_RUN.findall(fold_han(align(analysis.text).text)):
        for char in run:
            yield Group.CHARACTER, char, 1.0


def _of_sounds(analysis: Analysis) -> Iterator[tuple[Group, str, float]]:
    family = analysis.language.partition("-")[0]
    for token in analysis.tokens:
        surface = lower_same_length(token.surface)
        weight = 1.0
        if family == "ko":
            if token.pos not in ("NNG", "NNP", "XR", "UN", "NNB", "SL"):
                continue
            weight = _SINO_SOUND if hanja.candidates(lower_same_length(token.lemma)) else 1.0
        if surface not in SAYS_NOTHING:
            for skeleton in skeletons(surface):
                yield from _sound_parts(skeleton, weight)
    if family == "zh":
        for run in TRANSLITERATED.findall(fold_han(align(analysis.text).text)):
            yield from _sound_parts(chinese_skeleton(run), 1.0)


def _sound_parts(skeleton: str, weight: float) -> Iterator[tuple[Group, str, float]]:
    if len(skeleton) < 2:
        return
    yield Group.SOUND, skeleton, weight
    if len(skeleton) > 2:
        bounded = f"^{skeleton}$"
        for start in range(len(bounded) - 2):
            yield Group.SOUND, f"3{bounded[start : start + 3]}", weight * _SOUND_PART


def likenesses(
    queries: Sequence[Analysis],
    documents: Sequence[Analysis],
    languages: tuple[str, str],
    vectors: AnalysisVectors | None = None,
) -> Matrix:
    """Return an array (queries, documents) of float32: how alike each query and document are, 0 for strangers.

    `languages` are those of the queries and the documents. Features are as rare as they are in both together.
    Without `vectors` only the sparse groups count. Memory grows with queries × documents.
    """
    weights = pair_weights(*languages)
    asked, held = [group_features(each) for each in queries], [group_features(each) for each in documents]
    total = np.zeros((len(queries), len(documents)), np.float32)
    for group, weight in weights.items():
        if group is Group.VECTOR:
            if vectors is not None:
                total += weight * (vectors.encode(queries) @ vectors.encode(documents).T)
        else:
            total += weight * _cosines([each[group] for each in asked], [each[group] for each in held])
    return total


def _cosines(asked: Sequence[Mapping[str, float]], held: Sequence[Mapping[str, float]]) -> Matrix:
    numbers: dict[str, int] = {}
    documents = _matrix(held, numbers)
    queries = _matrix(asked, numbers)  # features that no document has match nothing, but lengthen the query
    documents.resize(len(held), len(numbers))
    if not numbers:
        return np.zeros((len(asked), len(held)), np.float32)
    counts = np.asarray(documents.minimum(1).sum(axis=0)).ravel()
    counts = counts + np.asarray(queries.minimum(1).sum(axis=0)).ravel()
    rarity = np.log(1 + (len(held) + len(asked) - counts + 0.5) / (counts + 0.5)).astype(np.float32)
    found: Matrix = (_unit(queries, rarity) @ _unit(documents, rarity).T).toarray()
    return found


def _matrix(rows: Sequence[Mapping[str, float]], numbers: dict[str, int]) -> sparse.csr_matrix:
    columns, values, starts = [], [], [0]
    for row in rows:
        for key, weight in row.items():
            columns.append(numbers.setdefault(key, len(numbers)))
            values.append(min(weight, _SPREAD))
        starts.append(len(columns))
    data = np.array(values, np.float32)
    return sparse.csr_matrix(
        (2 * data / (data + 1), np.array(columns, np.int32), np.array(starts)),
        shape=(len(rows), max(1, len(numbers))),
    )


def _unit(matrix: sparse.csr_matrix, rarity: npt.NDArray[np.float32]) -> sparse.csr_matrix:
    weighted = matrix.multiply(rarity[None, :]).tocsr()
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    return sparse.diags(1 / lengths).dot(weighted).tocsr().astype(np.float32)


def margins(alike: Matrix, neighbours: int = 10) -> Matrix:
    """Return likenesses divided by how alike query and document are to their nearest others.

    A text that is like everything is like nothing in particular (margin scoring: Artetxe & Schwenk 2019,
    arXiv 1811.01136, “ratio”). Needs all queries at once: for matching collections, not for answering questions.
    """
    if not alike.size:
        return alike
    near_query = _nearest(alike, neighbours)
    near_document = _nearest(alike.T, neighbours)
    scaled: Matrix = (alike / ((near_query[:, None] + near_document[None, :]) / 2 + 1e-6)).astype(np.float32)
    return scaled


def _nearest(alike: Matrix, neighbours: int) -> npt.NDArray[np.float32]:
    count = min(neighbours, alike.shape[1])
    mean: npt.NDArray[np.float32] = np.sort(alike, axis=1)[:, -count:].mean(axis=1)
    return mean
