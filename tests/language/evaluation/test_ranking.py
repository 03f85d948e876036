import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tricity.language.evaluation.ranking import Ranking, mean_of, rank_of_gold

FEW = settings(max_examples=60, deadline=None, derandomize=True, database=None)


def ranking(*rows: list[float]) -> Ranking:
    return rank_of_gold(np.array(rows, np.float32))


def test_the_right_text_first_is_perfect() -> None:
    assert ranking([0.9, 0.1], [0.1, 0.9]) == Ranking(100.0, 100.0, 100.0)


def test_the_right_text_second_has_half_the_reciprocal_rank() -> None:
    # First query: rank 2. Second query: rank 1.
    assert ranking([0.5, 0.9], [0.1, 0.9]) == Ranking(50.0, 100.0, 75.0)


def test_ties_share_their_rank() -> None:
    # The first query likes all three alike: first with one chance in three, rank 2 in the middle.
    found = ranking([0.5, 0.5, 0.5], [0, 1, 0], [0, 0, 1])

    assert found.recall_at_1 == pytest.approx(100 * (1 / 3 + 2) / 3)
    assert found.recall_at_10 == 100
    assert found.reciprocal_rank == pytest.approx(100 * (1 / 2 + 2) / 3)


def test_a_likeness_of_zero_is_not_found() -> None:
    assert ranking([0.0, 0.0], [0.0, 0.0]) == Ranking(0.0, 0.0, 0.0)


def test_the_eleventh_place_counts_for_nothing() -> None:
    row = [0.1, *[0.9] * 10]
    alike = np.vstack([row, np.eye(11)[1:]]).astype(np.float32)

    assert rank_of_gold(alike).recall_at_10 == pytest.approx(100 * 10 / 11)


@FEW
@given(st.integers(1, 12).flatmap(lambda n: st.lists(st.integers(-1, 3), min_size=n * n, max_size=n * n)))
def test_measures_are_shares_in_their_order(values: list[int]) -> None:
    size = int(len(values) ** 0.5)
    found = rank_of_gold(np.array(values, np.float32).reshape(size, size))

    assert 0 <= found.recall_at_1 <= 100
    assert 0 <= found.reciprocal_rank <= found.recall_at_10 <= 100


def test_the_mean_is_over_pairs_of_languages() -> None:
    assert mean_of([Ranking(100, 100, 100), Ranking(0, 50, 20)]) == Ranking(50, 75, 60)
