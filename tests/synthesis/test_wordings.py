"""Words that many pairs of records share, found at once, are those found for one pair."""

import numpy as np
from hypothesis import HealthCheck, given, settings

from tests.synthesis.examples import RECORDS
from tests.synthesis.test_determinism import records
from tricity.language import Engine, Thesaurus
from tricity.synthesis import Record, analyze, collection_statistics
from tricity.synthesis.columns import in_columns
from tricity.synthesis.match_reasons import Naming, Side, match_reasons, reasons_of
from tricity.synthesis.term_rows import count_terms
from tricity.synthesis.wordings import Wordings

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(drawn=records())
def test_pairs_at_once_have_the_reasons_of_each_alone(
    drawn: list[Record], thesaurus: Thesaurus, engine: Engine
) -> None:
    ordered = in_columns(analyze(drawn, engine))
    counted = count_terms(ordered)
    statistics = collection_statistics(ordered)
    words = counted.words(counted.rarity(statistics))
    naming = Naming(counted.vocabulary, statistics)
    places = [(one, other) for one in range(len(ordered)) for other in range(len(ordered))]
    ones, others = (np.array([pair[side] for pair in places], np.int64) for side in (0, 1))

    wordings = Wordings(ordered, words, naming)
    at_once = [
        reasons_of((), (), None, wordings.named(*pair, shared))
        for pair, shared in zip(places, wordings.shared(ones, others), strict=True)
    ]

    sides = [
        Side(each, (), (words.columns[words.span(place)], words.values[words.span(place)]), naming)
        for place, each in enumerate(ordered)
    ]
    assert at_once == [match_reasons(sides[one], sides[other], None) for one, other in places]


def test_two_records_that_use_the_same_words_share_them(engine: Engine) -> None:
    ordered = in_columns(analyze(RECORDS, engine))
    counted = count_terms(ordered)
    statistics = collection_statistics(ordered)
    naming = Naming(counted.vocabulary, statistics)
    wordings = Wordings(ordered, counted.words(counted.rarity(statistics)), naming)
    every = np.arange(len(ordered))

    own = list(wordings.shared(every, every))

    assert all(own)
    for place, shared in enumerate(own):
        product, _term, mine, theirs = next(wordings.named(place, place, shared))
        assert 0 < product <= 1
        assert mine == theirs
        assert mine.record_id == ordered[place].id
