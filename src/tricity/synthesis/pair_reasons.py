"""Why pairs of records match, worked out for some thousands at a time."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.kinship import Kinship
from tricity.synthesis.match_reasons import reasons_of
from tricity.synthesis.values import MatchReason, TopicAssignment
from tricity.synthesis.wordings import Wordings

_BLOCK: Final = 2000  # pairs whose words are compared at a time


class PairReasons:
    """What `match_reasons` says of two records, of many pairs; records are named by their places."""

    def __init__(
        self,
        ordered: Sequence[AnalyzedRecord],
        topics_of: Mapping[str, Sequence[TopicAssignment]],
        wordings: Wordings,
        kinship: Kinship | None,
    ) -> None:
        self.records = [each.record for each in ordered]
        self.topics = [topics_of.get(each.id, ()) for each in ordered]
        self._wordings, self._kinship = wordings, kinship

    def of(
        self, ones: NDArray[np.int64], others: NDArray[np.int64]
    ) -> Iterator[tuple[int, int, tuple[MatchReason, ...]]]:
        """Yield the two places of each pair with its reasons; none where nothing can be shown."""
        for start in range(0, len(ones), _BLOCK):
            span = slice(start, start + _BLOCK)
            shared = self._wordings.shared(ones[span], others[span])
            for one, other, words in zip(ones[span].tolist(), others[span].tolist(), shared, strict=True):
                named = self._wordings.named(one, other, words)
                yield one, other, reasons_of(self.topics[one], self.topics[other], self._kinship, named)
