from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tricity.synthesis import Horizon, Kind, Record, Sentence, Status, Synthesis, TopicAssignment
from tricity.synthesis.timeline import Event, Mark, find_timelines, trace

COUNTRIES = ("CN", "JP", "KR")
_years = st.none() | st.integers(1990, 2050)


def _work(
    record_id: str,
    status: Status | None,
    start: int | None = None,
    end: int | None = None,
    country: str = "JP",
) -> Record:
    return Record(record_id, Kind.INITIATIVE, country, "x", status=status, start_year=start, end_year=end)


@st.composite
def _records(draw: st.DrawFn) -> list[Record]:
    number = draw(st.integers(0, 12))
    return [
        Record(
            f"r{at}",
            draw(st.sampled_from(Kind)),
            draw(st.sampled_from(COUNTRIES)),
            "x",
            status=draw(st.none() | st.sampled_from(Status)),
            horizon=draw(st.none() | st.sampled_from(Horizon)),
            start_year=draw(_years),
            end_year=draw(_years),
        )
        for at in range(number)
    ]


@given(_records())
def test_every_need_and_initiative_is_counted_once_as_dated_or_undated(records: list[Record]) -> None:
    timeline = trace("t", records, COUNTRIES)

    counted = Counter(each for lane in timeline.lanes for each in (*lane.dated, *lane.undated.ids))
    assert counted == Counter(each.id for each in records if each.kind is not Kind.SOLUTION)


@given(_records())
def test_only_dated_records_stand_in_a_year_and_each_of_them_does(records: list[Record]) -> None:
    for lane in trace("t", records, COUNTRIES).lanes:
        assert {each for event in lane.events for each in event.records} == set(lane.dated)
        assert [event.year for event in lane.events] == sorted(event.year for event in lane.events)


@given(_records(), st.randoms(use_true_random=False))
def test_the_order_of_the_records_changes_nothing(records: list[Record], random: Random) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)

    assert trace("t", shuffled, reversed(COUNTRIES)) == trace("t", records, COUNTRIES)


@given(_records())
def test_lanes_stand_in_the_order_of_codes_whatever_is_in_them(records: list[Record]) -> None:
    assert [lane.country for lane in trace("t", records, COUNTRIES).lanes] == ["CN", "JP", "KR"]


@given(_records())
def test_a_turning_point_names_a_year_that_a_record_states(records: list[Record]) -> None:
    for lane in trace("t", records, COUNTRIES).lanes:
        stated = {event.year for event in lane.events}
        assert {value for turn in lane.turns for value in turn.parameters.values()} <= stated


@pytest.mark.parametrize(
    ("status", "mark"),
    [
        (Status.PLANNED, Mark.PLANNED),
        (Status.PILOT, Mark.PILOT),
        (Status.OPERATING, Mark.STARTED),
        (Status.COMPLETED, Mark.STARTED),
        (None, Mark.UNSTATED),
    ],
)
def test_a_first_year_means_what_the_state_of_the_work_says(status: Status | None, mark: Mark) -> None:
    (lane,) = trace("t", [_work("a", status, 2020)], ["JP"]).lanes

    assert lane.events == (Event(2020, mark, ("a",)),)


def test_a_last_year_was_reached_only_by_completed_work() -> None:
    (lane,) = trace(
        "t", [_work("a", Status.COMPLETED, end=2020), _work("b", Status.OPERATING, end=2020)], ["JP"]
    ).lanes

    assert lane.events == (Event(2020, Mark.DUE, ("b",)), Event(2020, Mark.ENDED, ("a",)))


@pytest.mark.parametrize(
    ("records", "turns"),
    [
        ([_work("a", Status.OPERATING, 2021)], [Sentence("operation", {"year": 2021})]),
        (
            [_work("a", Status.PILOT, 2019), _work("b", Status.OPERATING, 2021)],
            [Sentence("operation_after_pilot", {"year": 2021, "pilot": 2019})],
        ),
        (
            [_work("a", Status.PILOT, 2021), _work("b", Status.OPERATING, 2021)],
            [Sentence("operation", {"year": 2021})],
        ),
        (
            [_work("a", Status.OPERATING, 2021), _work("b", Status.PLANNED, 2027)],
            [Sentence("operation", {"year": 2021}), Sentence("plan", {"year": 2027})],
        ),
        ([_work("a", Status.PLANNED, 2020), _work("b", Status.PILOT, 2022)], []),
        (
            [_work("a", Status.COMPLETED, 2018, 2020), _work("b", Status.COMPLETED, 2019, 2021)],
            [Sentence("operation", {"year": 2018}), Sentence("last_end", {"year": 2021})],
        ),
        (
            [_work("a", Status.COMPLETED, 2018, 2020), _work("b", Status.OPERATING)],
            [Sentence("operation", {"year": 2018})],
        ),
    ],
)
def test_turning_points_are_said_only_where_the_years_say_so(
    records: list[Record], turns: list[Sentence]
) -> None:
    (lane,) = trace("t", records, ["JP"]).lanes

    assert list(lane.turns) == turns


def test_needs_without_a_year_are_kept_by_their_horizon() -> None:
    needs = [
        Record("s", Kind.NEED, "KR", "x", horizon=Horizon.SHORT),
        Record("l", Kind.NEED, "KR", "x", horizon=Horizon.LONG),
        Record("n", Kind.NEED, "KR", "x"),
    ]

    (lane,) = trace("t", [*needs, _work("w", None, country="KR")], ["KR"]).lanes

    undated = lane.undated
    assert (undated.short, undated.long, undated.needs, undated.initiatives) == (
        ("s",),
        ("l",),
        ("n",),
        ("w",),
    )


def test_doubtful_topics_have_no_timeline() -> None:
    topics = [TopicAssignment("a", "sure", 0.9, 1, 1.0), TopicAssignment("a", "doubtful", 0.1, 2, 0.2)]

    timelines = find_timelines([_work("a", Status.PILOT, 2020)], topics, ["JP"])

    assert [each.concept_id for each in timelines] == ["sure"]


def test_a_run_traces_every_topic_of_the_overlaps(found: Synthesis) -> None:
    assert [each.concept_id for each in found.timelines] == [row.concept_id for row in found.overlaps.grid]
