"""Looking up what is most alike: exact in short lists, near enough in long ones."""

import random

import numpy as np
import pytest

from tricity.synthesis import neighbours
from tricity.synthesis.postings import Postings
from tricity.synthesis.vectors import Rows, Space
from tricity.synthesis.weighting import unit


def some_rows(count: int) -> list[dict[str, float]]:
    """Rows of a few common and a few rare dimensions."""
    draw = random.Random(3)
    return [
        unit(
            {f"common {draw.randrange(4)}": draw.uniform(0.1, 0.4) for _ in range(3)}
            | {f"rare {draw.randrange(count // 4)}": draw.uniform(0.3, 1) for _ in range(4)}
        )
        for _ in range(count)
    ]


def packed(rows: list[dict[str, float]]) -> tuple[Rows, int]:
    space = Space(rows)
    return space.rows(rows), len(space.columns)


def test_short_lists_give_every_product() -> None:
    rows, width = packed([{"a": 1.0}, {"a": 0.6, "b": 0.8}, {"c": 1.0}])
    postings = Postings(rows, width, longest=2)

    found = [dict(zip(*map(list, each), strict=True)) for each in postings.found(rows)]

    assert postings.is_whole
    assert found == [{0: 1.0, 1: 0.6}, {0: 0.6, 1: 1.0}, {2: 1.0}]


def test_long_lists_keep_those_where_the_dimension_weighs_most_and_of_equals_the_first() -> None:
    rows, width = packed([{"a": 0.5}, {"a": 0.9}, {"a": 0.5}])
    postings = Postings(rows, width, longest=2)

    (places, _), *_ = postings.found(rows)

    assert not postings.is_whole
    assert set(places.tolist()) == {0, 1}


def test_what_long_lists_leave_out_counts_again_when_scored() -> None:
    rows, width = packed([{"a": 0.6, "b": 0.8}, {"a": 0.6, "b": 0.8}, {"a": 1.0}, {"a": 1.0}])
    postings = Postings(rows, width, longest=2)

    (places, products), *_ = postings.found(rows)
    (_, exact), *_ = postings.scored(rows, 0, [np.sort(places)])

    # Of the first two only what b says.
    assert np.allclose(products[np.argsort(places)], [0.64, 0.64, 0.6, 0.6])
    assert np.allclose(exact, [1.0, 1.0, 0.6, 0.6])


def test_where_lists_are_cut_others_are_sought_by_the_heaviest_dimensions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tricity.synthesis.postings.SOUGHT_BY", 1)
    rows, width = packed([{"a": 0.6, "b": 0.8}, {"a": 1.0}, {"b": 1.0}])

    (whole, _), *_ = Postings(rows, width, longest=2).found(rows)
    (cut, _), *_ = Postings(rows, width, longest=1).found(rows)

    assert set(whole.tolist()) == {0, 1, 2}
    assert set(cut.tolist()) == {2}, "of b alone, which stands most for the last"


def test_columns_that_the_postings_have_not_are_passed_over() -> None:
    rows, width = packed([{"a": 1.0}])
    asked = Rows(np.array([0, 2]), np.array([0, width]), np.array([0.5, 0.5]))

    (places, products), *_ = Postings(rows, width, longest=9).found(asked)

    assert (places.tolist(), products.tolist()) == ([0], [0.5])


def test_nearest_are_nearly_all_the_same_where_lists_are_cut() -> None:
    rows = some_rows(400)
    whole = neighbours.nearest(rows)
    short, width = packed(rows)

    cut = list(neighbours.nearest_in(Postings(short, width, longest=60), short, range(len(rows))))

    first = [one[0][0] == other[0][0] for one, other in zip(whole, cut, strict=True)]
    assert sum(first) / len(first) > 0.97
