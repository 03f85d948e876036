"""What curators decided, applied to what the analysis proposes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tricity.synthesis import (
    BadRecord,
    Before,
    Changes,
    Composer,
    Decision,
    Deed,
    Known,
    Merged,
    Opportunity,
    Settled,
    Split,
    Synthesis,
    follow,
    settle,
)

DAY = dt.date(2026, 3, 31)
PARKING, LEAKS = "parking.cn-jp-kr", "leakage.cn-jp"
WEST = ("cn-need-parking", "kr-parking")
EAST = ("jp-need-parking", "cn-parking")
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture(scope="module")
def composer(found: Synthesis) -> Composer:
    assert found.composer is not None
    return found.composer


@pytest.fixture(scope="module")
def proposed(found: Synthesis, composer: Composer) -> list[Opportunity]:
    """Parking, of three countries, and leaks, of two."""
    leaks = composer.compose("leakage", ["jp-need-leak", "cn-leak"])
    assert leaks is not None
    return [*found.opportunities, leaks]


@pytest.fixture(scope="module")
def before(proposed: list[Opportunity]) -> Before:
    return Before(tuple(map(Known.of, proposed)))


def decide(deed: Deed, candidate: str = PARKING, day: int = 0, **values: object) -> Decision:
    return Decision(deed, candidate, DAY + dt.timedelta(day), **values)  # type: ignore[arg-type]


def ids(settled: Settled) -> list[str]:
    return [each.id for each in settled.opportunities]


def memory(settled: Settled) -> Before:
    """What a run leaves for the next, as its file says it."""
    dismissed = {
        (each.id, each.decided_on.isoformat()): each.records
        for each in settled.decisions
        if each.deed is Deed.DISMISS
    }
    return Before(
        tuple(map(Known.of, settled.opportunities)), {each.id: each for each in settled.grounds}, dismissed
    )


def test_without_decisions_nothing_changes(
    proposed: list[Opportunity], composer: Composer, before: Before
) -> None:
    settled = settle(proposed, composer, before)

    followed, changes = follow(before.candidates, proposed)
    assert (list(settled.opportunities), settled.changes) == (followed, changes)


def test_an_accepted_candidate_stays_though_the_analysis_drops_it(
    proposed: list[Opportunity], composer: Composer, before: Before
) -> None:
    settled = settle(proposed[:1], composer, before, [decide(Deed.ACCEPT, LEAKS)])

    assert ids(settled) == [PARKING, LEAKS]
    assert settled.changes.held == (LEAKS,)


def test_an_accepted_candidate_of_one_country_lapses(
    proposed: list[Opportunity], composer: Composer, before: Before
) -> None:
    old = replace(before.candidates[1], experience=())  # of Japan alone

    settled = settle(proposed[:1], composer, Before((old,)), [decide(Deed.ACCEPT, LEAKS)])

    assert settled.changes.lapsed == (LEAKS,)
    assert ids(settled) == [PARKING]


def test_a_dismissed_candidate_is_left_out_in_every_later_run(
    proposed: list[Opportunity], composer: Composer, before: Before
) -> None:
    decisions = [decide(Deed.DISMISS, reason="Two cities object.")]

    first = settle(proposed, composer, before, decisions)
    second = settle(proposed, composer, memory(first), decisions)

    assert ids(first) == ids(second) == [LEAKS]
    assert first.changes.dismissed == second.changes.dismissed == (PARKING,)


def test_a_dismissed_candidate_returns_when_most_of_its_records_are_others(
    proposed: list[Opportunity], composer: Composer
) -> None:
    decisions = [decide(Deed.DISMISS, records=("jp-need-parking", "x", "y", "z", "v", "w"))]

    settled = settle(proposed, composer, Before(), decisions)

    assert settled.changes.returned == (PARKING,)
    assert PARKING in ids(settled)


def test_a_merge_gives_its_records_to_the_other(
    proposed: list[Opportunity], composer: Composer, before: Before
) -> None:
    decisions = [decide(Deed.MERGE, LEAKS, into=PARKING)]

    first = settle(proposed, composer, before, decisions)
    second = settle(proposed, composer, memory(first), decisions)

    (one,) = first.opportunities
    assert one.id == PARKING
    assert one.record_ids == proposed[0].record_ids | proposed[1].record_ids
    assert first.changes.merged == (Merged(LEAKS, PARKING),)
    assert second.opportunities == first.opportunities
    assert second.changes.same == (PARKING,)


def test_a_split_gives_candidates_with_the_records_named(
    proposed: list[Opportunity], composer: Composer, before: Before
) -> None:
    decisions = [decide(Deed.SPLIT, parts=(WEST, EAST))]

    first = settle(proposed[:1], composer, before, decisions)
    second = settle(proposed[:1], composer, memory(first), decisions)

    parts = (f"{PARKING}.part1", f"{PARKING}.part2")
    assert first.changes.split == (Split(PARKING, parts),)
    assert set(ids(first)) == set(parts)
    assert second.opportunities == first.opportunities
    assert second.changes.same == parts


def test_a_record_that_comes_later_joins_the_part_of_its_city(
    proposed: list[Opportunity], composer: Composer, before: Before
) -> None:
    """Of Suzhou, as the need of the second part; both parts are about parking alone."""
    decisions = [decide(Deed.SPLIT, parts=(EAST, WEST))]

    settled = settle(proposed[:1], composer, before, decisions)

    assert (
        "cn-own-parking" in {each.id: each for each in settled.opportunities}[f"{PARKING}.part2"].record_ids
    )


def test_a_title_stays_with_the_candidate(
    proposed: list[Opportunity], composer: Composer, before: Before
) -> None:
    titles = {"en": "Room for cars", "ja": "車の置き場"}

    settled = settle(proposed, composer, before, [decide(Deed.RENAME, titles=titles)])

    assert {each.id: each.titles for each in settled.opportunities} == {PARKING: titles, LEAKS: {}}


def test_a_title_takes_nothing_from_what_was_decided_else(
    proposed: list[Opportunity], composer: Composer, before: Before
) -> None:
    decisions = [decide(Deed.DISMISS), decide(Deed.RENAME, day=1, titles={"en": "Room"})]

    assert ids(settle(proposed, composer, before, decisions)) == [LEAKS]


def test_of_one_day_the_later_line_counts(
    proposed: list[Opportunity], composer: Composer, before: Before
) -> None:
    lines = [decide(Deed.DISMISS, line=1), decide(Deed.ACCEPT, line=2)]

    assert PARKING in ids(settle(proposed, composer, before, lines[::-1]))


def test_a_decision_on_what_is_no_longer_there_is_told(
    proposed: list[Opportunity], composer: Composer
) -> None:
    decisions = [decide(Deed.ACCEPT, "a"), decide(Deed.DISMISS, "b"), decide(Deed.MERGE, "c", into=PARKING)]
    decisions += [decide(Deed.SPLIT, "d", parts=(WEST, EAST)), decide(Deed.RENAME, "e", titles={"en": "E"})]

    settled = settle(proposed, composer, Before(), decisions)

    assert settled.changes.unused == ("a", "b", "c", "d", "e")
    assert ids(settled) == [PARKING, LEAKS]


@pytest.mark.parametrize(
    ("decisions", "problem"),
    [
        ([decide(Deed.MERGE, "a", into="a")], "'a' and 'a' are merged in a circle"),
        (
            [decide(Deed.MERGE, "a", into="b"), decide(Deed.MERGE, "b", into="a")],
            "are merged in a circle: a → b → a",
        ),
        (
            [decide(Deed.MERGE, "a", into="b"), decide(Deed.DISMISS, "b", file="d.jsonl", line=7)],
            r"'a' is merged into 'b', which is dismissed \(d.jsonl:7\)",
        ),
        (
            [decide(Deed.MERGE, "a", into="b"), decide(Deed.SPLIT, "b")],
            "'a' is merged into 'b', which is split",
        ),
    ],
)
def test_decisions_that_contradict_each_other_are_named(
    decisions: list[Decision], problem: str, composer: Composer
) -> None:
    with pytest.raises(BadRecord, match=problem):
        settle([], composer, Before(), decisions)


# --- Whatever was decided -------------------------------------------------------------------------------------------

RECORD_IDS = ("cn-need-parking", "jp-need-parking", "kr-parking", "cn-parking", "jp-need-leak", "cn-leak")


@st.composite
def decisions(draw: st.DrawFn) -> list[Decision]:
    """Decisions on both candidates and on parts, no two of one day."""
    deeds = draw(st.lists(st.sampled_from(list(Deed)), max_size=5))
    made = []
    for day, deed in enumerate(deeds):
        candidate = draw(st.sampled_from([PARKING, LEAKS, f"{PARKING}.part1"]))
        placed = draw(st.lists(st.integers(0, 1), min_size=len(RECORD_IDS), max_size=len(RECORD_IDS)))
        parts = tuple(
            tuple(name for name, part in zip(RECORD_IDS, placed, strict=True) if part == number)
            for number in (0, 1)
        )
        made.append(
            decide(
                deed,
                candidate,
                day,
                into=LEAKS if candidate == PARKING else PARKING,
                parts=parts,
                titles={"en": f"Title {day}"},
            )
        )
    return made


def settled_or_none(
    proposed: Sequence[Opportunity], composer: Composer, before: Before, made: list[Decision]
) -> Settled | None:
    try:
        return settle(proposed, composer, before, made)
    except BadRecord:
        return None


@SHARED
@given(made=decisions(), random=st.randoms(use_true_random=False))
def test_the_order_of_the_file_does_not_matter(
    made: list[Decision], random: object, proposed: list[Opportunity], composer: Composer, before: Before
) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert settled_or_none(proposed, composer, before, shuffled) == settled_or_none(
        proposed, composer, before, made
    )


@SHARED
@given(made=decisions())
def test_the_next_run_respects_them_as_the_first_did(
    made: list[Decision], proposed: list[Opportunity], composer: Composer, before: Before
) -> None:
    first = settled_or_none(proposed, composer, before, made)
    if first is None:
        return

    second = settle(proposed, composer, memory(first), made)

    assert second.opportunities == first.opportunities
    assert second.changes.changed == ()


@SHARED
@given(made=decisions())
def test_what_is_dismissed_never_returns_with_the_same_records(
    made: list[Decision], proposed: list[Opportunity], composer: Composer, before: Before
) -> None:
    first = settled_or_none(proposed, composer, before, made)
    if first is None:
        return
    dismissed = [each for each in first.decisions if each.deed is Deed.DISMISS and each.records]

    second = settle(proposed, composer, memory(first), made)

    named = {each.id: each.record_ids for each in second.opportunities}
    assert all(named.get(each.id) != frozenset(each.records) for each in dismissed)


@SHARED
@given(made=decisions())
def test_a_merge_keeps_all_records_and_parts_share_none(
    made: list[Decision], proposed: list[Opportunity], composer: Composer, before: Before
) -> None:
    settled = settled_or_none(proposed, composer, before, made)
    if settled is None:
        return
    raw = {each.id: each for each in proposed}
    result = {each.id: each for each in settled.opportunities}

    for merged in settled.changes.merged:
        if merged.id in raw and merged.into in result:
            assert raw[merged.id].record_ids <= result[merged.into].record_ids
    for split in settled.changes.split:
        parts = [result[each].record_ids for each in split.parts if each in result]
        apart = [each for each in parts if not settled.changes.merged]
        assert sum(map(len, apart)) == len(frozenset().union(*apart))


def test_changes_without_decisions_are_as_before() -> None:
    assert Changes() == Changes(dismissed=(), held=(), split=(), unused=())
