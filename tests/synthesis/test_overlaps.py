from tests.synthesis.examples import RECORDS
from tricity.language import Thesaurus
from tricity.synthesis import Kind, Record, Synthesis, TopicAssignment, find_overlaps


def test_a_topic_counts_needs_plans_work_and_offers_of_each_country(found: Synthesis) -> None:
    row = found.overlaps.row("parking")

    assert found.overlaps.countries == ("CN", "JP", "KR")
    assert row is not None
    cn, jp, kr = row.cells
    assert (cn.needs, cn.running, cn.cities) == (
        ("cn-need-parking",),
        ("cn-own-parking", "cn-parking"),
        ("Ningbo", "Suzhou"),
    )
    assert (jp.needs, jp.running) == (("jp-need-parking",), ())
    assert kr.plans == ("kr-parking-plan",)


def test_the_sentence_says_where_without_order(found: Synthesis) -> None:
    row = found.overlaps.row("leakage")

    assert row is not None
    assert row.sentence.key == "needed_running"
    assert row.sentence.parameters["needed"] == ("JP",)
    assert row.sentence.parameters["running"] == ("CN",)


def test_the_view_holds_only_demand_that_countries_share(found: Synthesis) -> None:
    assert found.overlaps.view == ("parking",)
    assert found.overlaps.choice.parameters == {"shown": 1, "shared": 1, "topics": len(found.overlaps.grid)}


def test_the_view_ends_at_twelve_and_leaves_out_top_concepts(thesaurus: Thesaurus) -> None:
    records = [
        Record(f"{country}{n}", Kind.NEED, country, "x") for n in range(15) for country in ("CN", "JP")
    ]
    topics = [TopicAssignment(each.id, f"topic-{each.id[2:]}", 0.9, 1, 1.0) for each in records]
    topics += [TopicAssignment(each.id, "mobility", 0.9, 1, 1.0) for each in records]

    overlaps = find_overlaps(records, topics, thesaurus)

    assert len(overlaps.view) == 12
    assert "mobility" not in overlaps.view


def test_shared_demand_is_the_geometric_mean_of_two_countries() -> None:
    records = [
        Record("c1", Kind.NEED, "CN", "x"),
        Record("c2", Kind.NEED, "CN", "x"),
        Record("j", Kind.NEED, "JP", "x"),
    ]
    topics = [TopicAssignment(each.id, "t", 0.5, 1, 1.0) for each in records]

    row = find_overlaps(records, topics).row("t")

    assert row is not None
    assert row.shared == 0.7071  # √(1.0 × 0.5)


def test_no_records_give_no_overlaps() -> None:
    assert find_overlaps([], []).grid == ()
    assert find_overlaps(RECORDS, []).view == ()
