"""Measuring the engine: aligned texts found across languages, topics found in records, languages identified."""

from tricity.language.evaluation.aligned import AlignedTexts, read_aligned
from tricity.language.evaluation.identification import identified
from tricity.language.evaluation.pairs import PairScore, evaluate_pairs
from tricity.language.evaluation.ranking import Ranking, rank_of_gold
from tricity.language.evaluation.topics import TopicScores, evaluate_topics

__all__ = [
    "AlignedTexts",
    "PairScore",
    "Ranking",
    "TopicScores",
    "evaluate_pairs",
    "evaluate_topics",
    "identified",
    "rank_of_gold",
    "read_aligned",
]
