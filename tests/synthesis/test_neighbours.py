"""Records read in the light of their nearest ones."""

import pytest

from tricity.synthesis.neighbours import MOST_KEPT, heaviest, nearest, smoothed

ROWS = [{"a": 1.0}, {"a": 0.6, "b": 0.8}, {"b": 1.0}, {"c": 1.0}]


def test_nearest_first_with_their_parts_of_what_is_lent() -> None:
    near = nearest(ROWS)

    assert near[0] == [(1, 1.0)]
    assert near[1] == [(2, pytest.approx(0.8 / 1.4)), (0, pytest.approx(0.6 / 1.4))]


def test_a_row_that_shares_nothing_has_no_neighbour_and_stays_as_it_is() -> None:
    near = nearest(ROWS)

    assert near[3] == []
    assert smoothed(ROWS, near)[3] == {"c": 1.0}


def test_of_many_as_near_the_first_three_lend() -> None:
    near = nearest([{"a": 1.0}] * 6)

    assert [place for place, _ in near[0]] == [1, 2, 3]
    assert [place for place, _ in near[5]] == [0, 1, 2]


def test_neighbours_lend_half_of_a_row() -> None:
    rows = [{"a": 1.0}, {"b": 1.0}]

    row = smoothed(rows, [[(1, 1.0)], []])[0]

    assert row == {"a": pytest.approx(0.5**0.5), "b": pytest.approx(0.5**0.5)}


def test_two_records_without_a_common_word_meet_in_a_third() -> None:
    rows = [{"villagers": 1.0}, {"driverless": 1.0}, {"villagers": 0.6, "driverless": 0.8}]

    one, other, _ = smoothed(rows, nearest(rows))

    assert sum(one[name] * other.get(name, 0.0) for name in one) > 0.5


def test_no_rows_have_no_neighbours() -> None:
    assert nearest([]) == []
    assert smoothed([], []) == []


def test_a_row_keeps_its_heaviest_dimensions_and_of_equals_those_first_by_name() -> None:
    assert heaviest({"b": 1.0, "c": 2.0, "a": 1.0}, 2) == {"c": 2.0, "a": 1.0}


def test_what_is_lent_does_not_make_rows_grow_without_end() -> None:
    rows = [{f"{place} {number}": 0.1 for number in range(100)} | {"a": 0.9} for place in range(4)]

    assert {len(row) for row in smoothed(rows, nearest(rows))} == {MOST_KEPT}
