"""Finding the text of the same meaning among all texts of another language, for each ordered pair of languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from tricity.language.bitext import likenesses, margins
from tricity.language.engine import Engine
from tricity.language.evaluation.aligned import AlignedTexts
from tricity.language.evaluation.baselines import BASELINES, bm25
from tricity.language.evaluation.ranking import Ranking, rank_of_gold
from tricity.language.features import Analysis
from tricity.language.vectors import AnalysisVectors

SPARSE: Final = "features"
WITH_VECTORS: Final = "features and vectors"
MARGIN: Final = "features and vectors, margin"
_LEFT_OUT: Final = frozenset({"zh-hant"})  # asked for apart: it is not among the twelve pairs


@dataclass(frozen=True, slots=True)
class PairScore:
    """How well `system` finds `document_language` texts for `query_language` texts in the set `name`."""

    name: str
    system: str
    query_language: str
    document_language: str
    ranking: Ranking


def evaluate_pairs(
    texts: AlignedTexts,
    engine: Engine,
    vectors: AnalysisVectors | None,
    *,
    baselines: bool = False,
    traditional: bool = False,
) -> Iterator[PairScore]:
    """Yield the scores of each system for each ordered pair of the set's languages.

    `traditional` adds the pairs with traditional Chinese where the set has it.
    """
    analyses = {
        language: [engine.analyze(text, language) for text in given]
        for language, given in texts.texts.items()
        if traditional or language not in _LEFT_OUT
    }
    for one, other in combinations(analyses, 2):
        for pair in ((one, other), (other, one)):
            for system, ranking in _scores(analyses[pair[0]], analyses[pair[1]], pair, vectors, baselines):
                yield PairScore(texts.name, system, *pair, ranking)


def _scores(
    queries: list[Analysis],
    documents: list[Analysis],
    pair: tuple[str, str],
    vectors: AnalysisVectors | None,
    baselines: bool,
) -> Iterator[tuple[str, Ranking]]:
    if baselines:
        for name, terms in BASELINES.items():
            yield name, rank_of_gold(bm25(queries, documents, terms))
    yield SPARSE, rank_of_gold(likenesses(queries, documents, pair))
    if vectors is not None:
        alike = likenesses(queries, documents, pair, vectors)
        yield WITH_VECTORS, rank_of_gold(alike)
        yield MARGIN, rank_of_gold(margins(alike))
