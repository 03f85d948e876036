"""Records as sides of matches while records come: a few thousand are kept, since many matches name the same."""

from collections.abc import Sequence
from typing import Final

from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.footing import Footing
from tricity.synthesis.match_reasons import Naming, Side
from tricity.synthesis.values import TopicAssignment
from tricity.synthesis.vectors import Rows

MOST_KEPT: Final = 2000


class KeptSides:
    """`words` are those of the records of the full run, by which it is told why two records match."""

    def __init__(self, footing: Footing, words: Rows) -> None:
        self._place_of, self._words = footing.rules.place_of, words
        self._naming = Naming(footing.vocabulary, footing.statistics)
        self._later: dict[str, Rows] = {}
        self._sides: dict[str, Side] = {}

    def add(self, record_id: str, words: Rows) -> None:
        """Take the words of a record that came later."""
        self._later[record_id] = words

    def of(self, record: AnalyzedRecord, topics: Sequence[TopicAssignment]) -> Side:
        """Return the record, which has these topics, as a side."""
        known = self._sides.get(record.id)
        if known is None:
            if len(self._sides) >= MOST_KEPT:
                self._sides.clear()
            known = self._sides[record.id] = self._made(record, topics)
        return known

    def _made(self, record: AnalyzedRecord, topics: Sequence[TopicAssignment]) -> Side:
        later = self._later.get(record.id)
        words, place = (self._words, self._place_of[record.id]) if later is None else (later, 0)
        span = words.span(place)
        return Side(record, topics, (words.columns[span], words.values[span]), self._naming)
