"""Analyses as plain values, to be compared whatever carries them."""

from collections.abc import Iterable

from tricity.synthesis import AnalyzedRecord
from tricity.synthesis.columns import KEPT


def plain(analyzed: Iterable[AnalyzedRecord]) -> list[tuple[object, ...]]:
    """Return each record with the words, and the features that are kept, of its title and summary."""
    return [
        (
            each.record,
            each.language,
            *(
                (part.text, part.language, part.tokens, [one for one in part.features if one.kind in KEPT])
                for part in (each.title, each.summary)
            ),
        )
        for each in analyzed
    ]
