"""Topics are merged and moved as proposals; everything that had them follows, and all of it can be undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import rdflib
from django.test import Client

from tests import factories
from tricity.activity.models import Entry
from tricity.cooperation.ideas.models import Idea
from tricity.cooperation.models import OverlapRow, SynthesisRun
from tricity.knowledge.models import RecordTopic
from tricity.knowledge.queries import with_narrower
from tricity.search.models import Outbox
from tricity.terms import queries
from tricity.terms.actions import (
    approve_proposal,
    load_seed,
    propose_merge,
    propose_move,
    propose_section,
    undo_restructuring,
)
from tricity.terms.errors import (
    ChangedMeanwhile,
    MergedAlready,
    NotAPlace,
    NothingChanged,
    NotTheirLanguage,
    OwnProposal,
    StoodUpon,
    WrongState,
)
from tricity.terms.exchange.reading import read_terms
from tricity.terms.exports import export_topics
from tricity.terms.models import Concept, Proposal, Retired
from tricity.terms.sections import Section, section_of
from tricity.terms.structure import state_of, taken_back

pytestmark = pytest.mark.django_db
WHY: dict[str, Any] = {"reason": "Same thing.", "reason_language": "en", "source": ""}
Merge = Callable[..., Proposal]


@pytest.fixture
def curators() -> tuple[Any, Any]:
    """Who proposes, and who decides."""
    return factories.user(roles=["curator:JP"]), factories.user(roles=["curator:KR"])


@pytest.fixture
def topics() -> dict[str, Concept]:
    """mobility > parking, lots > valet. Parking and lots mean the same."""
    mobility = factories.concept("mobility", names={"en": "Mobility"}, is_top=True)
    parking = factories.concept(
        "parking", names={"en": "Parking", "ja": "駐車場"}, alternatives={"en": ["car park"]}
    )
    lots = factories.concept(
        "lots",
        names={"en": "Parking lots", "ko": "주차장"},
        alternatives={"en": ["Car park", "garage"]},
        definitions={"en": "Where cars stand.", "ko": "차를 두는 곳."},
        mappings=[{"scheme": "sdg", "notation": "11", "status": "verified"}],
    )
    valet = factories.concept("valet", names={"en": "Valet"})
    parking.broader.add(mobility)
    lots.broader.add(mobility)
    valet.broader.add(lots)
    return {row.slug: row for row in (mobility, parking, lots, valet)}


@pytest.fixture
def merge(topics: dict[str, Concept], curators: tuple[Any, Any]) -> Merge:
    """Propose that one goes into the other, and approve it."""

    def do(going: str = "lots", staying: str = "parking") -> Proposal:
        proposer, decider = curators
        row = propose_merge(
            Concept.objects.get(slug=going), Concept.objects.get(slug=staying), by=proposer, **WHY
        )
        approve_proposal(row, by=decider, version=seen(row))
        return Proposal.objects.get(pk=row.pk)

    return do


def seen(row: Proposal) -> int:
    return queries.version_seen(row, queries.concepts_by_slug(queries.slugs_of(row)))


def above(slug: str) -> list[str]:
    return list(Concept.objects.get(slug=slug).broader.order_by("slug").values_list("slug", flat=True))


def topics_of(record: Any) -> dict[str, float]:
    return dict(RecordTopic.objects.filter(record=record).values_list("concept__slug", "weight"))


def everything() -> dict[str, Any]:
    return {row.slug: state_of(row) for row in Concept.objects.all()}


# --- Merging ---------------------------------------------------------------------------------------------------


def test_words_of_both_are_united_in_all_languages_and_lose_nothing(merge: Merge) -> None:
    merge()

    parking = Concept.objects.get(slug="parking")
    assert section_of(parking, "en") == Section(
        "Parking", ("Parking lots", "car park", "garage"), (), "Where cars stand."
    )
    assert section_of(parking, "ja") == Section("駐車場")
    assert section_of(parking, "ko") == Section("주차장", (), (), "차를 두는 곳.")
    assert parking.mappings == [{"scheme": "sdg", "notation": "11", "status": "verified"}]
    assert not Concept.objects.filter(slug="lots").exists()


def test_what_stood_below_stands_below_the_one_that_stays(merge: Merge) -> None:
    merge()

    assert above("valet") == ["parking"]
    assert above("parking") == ["mobility"]


def test_one_that_goes_into_its_own_narrower_topic_leaves_its_place_to_it(
    merge: Merge, topics: dict[str, Concept]
) -> None:
    merge("mobility", "valet")

    assert {slug: above(slug) for slug in ("valet", "parking", "lots")} == {
        "valet": ["lots"],
        "parking": ["valet"],
        "lots": [],
    }


def test_records_ideas_candidates_and_overlaps_follow(merge: Merge, topics: dict[str, Concept]) -> None:
    alone = factories.record("JP", suggested_topics=["lots", "mobility"])
    both = factories.record("KR", suggested_topics=["parking", "lots"], publication_state="draft")
    RecordTopic.objects.create(record=alone, concept=topics["lots"], weight=0.4)
    RecordTopic.objects.create(record=both, concept=topics["lots"], weight=0.7)
    RecordTopic.objects.create(record=both, concept=topics["parking"], weight=0.2)
    idea = Idea.objects.create(title="共用", summary="共に使う。", language="ja")
    idea.topics.add(topics["lots"])
    candidate = factories.opportunity(concept=topics["lots"])
    row = OverlapRow.objects.create(run=SynthesisRun.objects.create(), concept=topics["lots"])
    Outbox.objects.all().delete()

    proposal = merge()

    assert (topics_of(alone), topics_of(both)) == ({"parking": 0.4}, {"parking": 0.7})
    for each in (alone, both, candidate, row):
        each.refresh_from_db()
    assert (alone.suggested_topics, both.suggested_topics) == (["parking", "mobility"], ["parking"])
    assert list(idea.topics.values_list("slug", flat=True)) == ["parking"]
    assert (candidate.concept.slug, row.concept.slug) == ("parking", "parking")
    assert proposal.restructuring.counts == {"records": 2, "candidates": 1, "ideas": 1}
    touched = set(Outbox.objects.values_list("subject_kind", "subject_id"))
    assert {("knowledge.record", alone.pk), ("knowledge.record", both.pk)} <= touched
    assert ("cooperation.opportunity", candidate.pk) in touched


def test_the_engine_knows_one_topic_with_all_words(merge: Merge) -> None:
    before = queries.version()

    merge()

    thesaurus = queries.thesaurus()
    assert queries.version() != before
    assert "lots" not in thesaurus.concepts
    assert thesaurus["parking"].labels["en"] == ("Parking", "Parking lots", "car park", "garage")


def test_undoing_gives_everything_back(merge: Merge, topics: dict[str, Concept], curators: Any) -> None:
    alone = factories.record("JP", suggested_topics=["lots"])
    both = factories.record("KR", suggested_topics=["lots", "parking"])
    RecordTopic.objects.create(record=alone, concept=topics["lots"], weight=0.4)
    RecordTopic.objects.create(record=both, concept=topics["lots"], weight=0.7, reasons=[{"via": "author"}])
    RecordTopic.objects.create(record=both, concept=topics["parking"], weight=0.9)
    idea = Idea.objects.create(title="共用", summary="共に使う。", language="ja")
    idea.topics.add(topics["lots"], topics["parking"])
    candidate = factories.opportunity(concept=topics["lots"])
    topics["lots"].related.add(topics["mobility"])
    before = everything()

    undone = undo_restructuring(merge(), by=curators[0])

    assert undone.state == Proposal.State.UNDONE
    assert everything() == before
    assert (topics_of(alone), topics_of(both)) == ({"lots": 0.4}, {"lots": 0.7, "parking": 0.9})
    for each in (alone, both, candidate):
        each.refresh_from_db()
    assert (alone.suggested_topics, set(both.suggested_topics)) == (["lots"], {"lots", "parking"})
    assert set(idea.topics.values_list("slug", flat=True)) == {"lots", "parking"}
    assert candidate.concept.slug == "lots"
    assert not Retired.objects.exists()
    assert Entry.objects.filter(verb="term.restructuring-undone").exists()


def test_undoing_keeps_what_others_have_changed_since(merge: Merge, curators: Any) -> None:
    row = merge()
    wanted = Section("Parking space", ("Parking lots", "car park", "garage"), (), "Where cars stand.")
    later = propose_section("parking", "en", wanted, by=curators[0], **WHY)
    approve_proposal(later, by=factories.user(roles=["curator:CN"]), version=seen(later))

    undo_restructuring(row, by=curators[1])

    assert section_of(Concept.objects.get(slug="parking"), "en") == Section("Parking space", ("car park",))
    assert section_of(Concept.objects.get(slug="lots"), "en").preferred == "Parking lots"


def test_a_merge_upon_which_another_rests_is_undone_after_it(merge: Merge, curators: Any) -> None:
    first = merge()
    second = merge("parking", "mobility")

    with pytest.raises(StoodUpon):
        undo_restructuring(first, by=curators[0])
    assert queries.successor_of("lots") == "mobility"

    undo_restructuring(second, by=curators[0])
    undo_restructuring(Proposal.objects.get(pk=first.pk), by=curators[0])
    assert Concept.objects.count() == 4


def test_undoing_twice_is_refused(merge: Merge, curators: Any) -> None:
    row = merge()
    undo_restructuring(row, by=curators[0])

    with pytest.raises(WrongState):
        undo_restructuring(Proposal.objects.get(pk=row.pk), by=curators[0])


def test_who_does_not_curate_neither_proposes_nor_undoes(merge: Merge, topics: Any) -> None:
    member = factories.user()

    with pytest.raises(NotTheirLanguage):
        propose_merge(topics["valet"], topics["parking"], by=member, **WHY)
    with pytest.raises(NotTheirLanguage):
        undo_restructuring(merge(), by=member)


def test_another_curator_decides_on_what_is_there_today(topics: Any, curators: Any) -> None:
    row = propose_merge(topics["lots"], topics["parking"], by=curators[0], **WHY)

    with pytest.raises(OwnProposal):
        approve_proposal(row, by=curators[0], version=seen(row))
    with pytest.raises(ChangedMeanwhile):
        approve_proposal(row, by=curators[1], version=seen(row) + 1)
    assert Concept.objects.count() == 4


def test_a_topic_is_not_merged_into_itself(topics: Any, curators: Any) -> None:
    with pytest.raises(NotAPlace):
        propose_merge(topics["lots"], topics["lots"], by=curators[0], **WHY)


# --- The address of a topic that was merged --------------------------------------------------------------------


def test_old_addresses_lead_to_the_topic_that_stays(merge: Merge, client: Client) -> None:
    merge()
    merge("parking", "mobility")

    page, program = client.get("/ja/topics/lots/"), client.get("/api/v1/concepts/lots")
    overlaps = client.get("/en/overlaps/lots/jp/")

    assert (page.status_code, page["Location"]) == (301, "/ja/topics/mobility/")
    assert (program.status_code, program["Location"]) == (301, "/api/v1/concepts/mobility")
    assert (overlaps.status_code, overlaps["Location"]) == (301, "/en/overlaps/mobility/jp/")
    assert "urn:tricity:topics:lots" in client.get("/en/topics/mobility/").content.decode()
    assert client.get("/en/topics/never-there/").status_code == 404


def test_links_and_filters_with_the_old_topic_find_what_has_the_new(merge: Merge) -> None:
    merge()

    assert with_narrower(["lots"]) == ["parking", "valet"]


def test_skos_says_by_what_it_was_replaced_and_reads_back_without_it(merge: Merge, tmp_path: Any) -> None:
    merge()
    merge("parking", "mobility")
    old = rdflib.URIRef("urn:tricity:topics:lots")

    for file_format, parser in (("ttl", "turtle"), ("jsonld", "json-ld")):
        path = tmp_path / f"topics.{file_format}"
        with path.open("wb") as out:
            export_topics(file_format, out)
        graph = rdflib.Graph().parse(path, format=parser)
        assert graph.value(old, rdflib.DCTERMS.isReplacedBy) == rdflib.URIRef("urn:tricity:topics:mobility")
        assert graph.value(old, rdflib.OWL.deprecated).toPython() is True
        assert rdflib.Literal("주차장", lang="ko") in graph.objects(old, rdflib.SKOS.prefLabel)
        read = read_terms(path.name, path.read_bytes())
        assert sorted(entry.slug for entry in read.entries) == ["mobility", "valet"]
        assert read.problems == []


def test_the_shipped_thesaurus_does_not_bring_it_back(curators: Any) -> None:
    rows = [
        {"id": "mobility", "top": True, "pref": dict.fromkeys(("en", "zh-hans", "ja", "ko"), "Mobility")},
        {"id": "parking", "broader": ["mobility"], "pref": dict.fromkeys(("en", "zh-hans", "ja", "ko"), "Parking")},
        {"id": "lots", "broader": ["mobility"], "pref": dict.fromkeys(("en", "zh-hans", "ja", "ko"), "Lots")},
        {
            "id": "valet",
            "broader": ["lots"],
            "related": ["lots"],
            "pref": dict.fromkeys(("en", "zh-hans", "ja", "ko"), "Valet"),
        },
    ]  # fmt: skip
    seed = [json.dumps(row) for row in rows]
    load_seed(seed)
    row = propose_merge(
        Concept.objects.get(slug="lots"), Concept.objects.get(slug="parking"), by=curators[0], **WHY
    )
    approve_proposal(row, by=curators[1], version=seen(row))

    load_seed(seed)

    assert not Concept.objects.filter(slug="lots").exists()
    assert above("valet") == ["parking"]


def test_a_merged_topic_is_not_proposed_anew(merge: Merge, topics: Any, curators: Any) -> None:
    waiting = propose_section("lots", "ja", Section("駐車区画"), by=factories.user(), **WHY)
    merge()

    with pytest.raises(MergedAlready):
        propose_section("lots", "ja", Section("駐車区画"), by=curators[0], **WHY)
    with pytest.raises(MergedAlready):
        approve_proposal(waiting, by=curators[0], version=0)
    assert not Concept.objects.filter(slug="lots").exists()


# --- Moving ----------------------------------------------------------------------------------------------------


def move(row: Concept, broader: list[str], curators: Any) -> Proposal:
    proposal = propose_move(row, broader, by=curators[0], **WHY)
    approve_proposal(proposal, by=curators[1], version=seen(proposal))
    return Proposal.objects.get(pk=proposal.pk)


def test_a_topic_stands_elsewhere_and_goes_back(topics: Any, curators: Any) -> None:
    record = factories.record("JP")
    RecordTopic.objects.create(record=record, concept=topics["valet"], weight=0.5)

    done = move(topics["lots"], ["parking"], curators)

    assert above("lots") == ["parking"]
    assert done.base == {"broader": ["mobility"]}
    assert done.restructuring.counts == {"records": 1}
    undo_restructuring(done, by=curators[1])
    assert above("lots") == ["mobility"]


def test_a_topic_goes_to_the_top(topics: Any, curators: Any) -> None:
    move(topics["lots"], [], curators)

    assert above("lots") == []
    assert Concept.objects.get(slug="lots").is_top


@pytest.mark.parametrize("place", ["lots", "valet", "nowhere"])
def test_a_topic_stands_neither_below_itself_nor_below_what_is_narrower(
    topics: Any, curators: Any, place: str
) -> None:
    with pytest.raises(NotAPlace):
        propose_move(topics["lots"], [place], by=curators[0], **WHY)


def test_moving_to_where_it_is_changes_nothing(topics: Any, curators: Any) -> None:
    with pytest.raises(NothingChanged):
        propose_move(topics["lots"], ["mobility"], by=curators[0], **WHY)


def test_a_move_that_would_make_a_circle_when_undone_stays(topics: Any, curators: Any) -> None:
    first = move(topics["valet"], ["mobility"], curators)
    move(Concept.objects.get(slug="lots"), ["valet"], curators)

    with pytest.raises(StoodUpon):
        undo_restructuring(first, by=curators[0])


def test_only_the_change_itself_is_taken_back() -> None:
    empty: dict[str, Any] = {
        "names": {}, "definitions": {}, "sort_keys": {}, "alternatives": {}, "deprecated": {}, "is_top": False,
        "cross_border": False, "seed_version": 0, "mappings": [], "false_friends": [], "related": [],
    }  # fmt: skip
    before = empty | {"names": {"en": "A"}, "broader": ["x"]}
    after = empty | {"names": {"en": "A", "ko": "가"}, "broader": ["y"], "cross_border": True}
    now = empty | {"names": {"en": "B", "ko": "가"}, "broader": ["y", "z"], "cross_border": True}

    found = taken_back(now, before, after)

    assert (found["names"], found["broader"], found["cross_border"]) == ({"en": "B"}, ["z", "x"], False)


# --- Pages -----------------------------------------------------------------------------------------------------


def test_a_curator_sees_first_what_would_change(client: Client, topics: Any, curators: Any) -> None:
    RecordTopic.objects.create(record=factories.record("JP"), concept=topics["lots"], weight=0.5)
    client.force_login(curators[0])
    values = {"into": "parking", "reason": "同じ意味です。"}

    shown = client.post("/en/topics/lots/propose/merge/", {**values, "deed": "preview"})

    page = shown.content.decode()
    assert shown.status_code == 200
    assert "1 record" in page
    assert "urn:tricity:topics:lots" in page
    assert "Parking | " not in page
    assert "car park | garage" in page
    assert ">Valet</span></th>" in page
    assert not Proposal.objects.exists()
    assert "同じ意味です。" in page

    sent = client.post("/en/topics/lots/propose/merge/", {**values, "deed": "propose"})
    assert sent["Location"] == Proposal.objects.get().get_absolute_url()


def test_another_curator_approves_on_the_page_and_undoes_there(
    client: Client, topics: Any, curators: Any
) -> None:
    row = propose_move(topics["lots"], ["parking"], by=curators[0], **WHY)
    client.force_login(curators[1])
    address = row.get_absolute_url()
    waiting = client.get(address).content.decode()

    client.post(f"{address}decide/", {"decision": "approve", "version": seen(row)})
    approved = client.get(address).content.decode()
    client.post(f"{address}decide/", {"decision": "undo"})

    assert "Stands below" in waiting
    assert 'value="approve"' in waiting
    assert above("lots") == ["mobility"]
    assert 'value="undo"' in approved
    assert "Approved, then undone" in client.get(address).content.decode()


def test_what_is_refused_is_said_and_what_was_written_stays(
    client: Client, topics: Any, curators: Any
) -> None:
    client.force_login(curators[0])

    answer = client.post(
        "/en/topics/lots/propose/move/", {"broader": "valet", "reason": "Because.", "deed": "propose"}
    )

    assert answer.status_code == 422
    assert "cannot stand below" in answer.content.decode()
    assert "Because." in answer.content.decode()


def test_members_are_not_offered_it(client: Client, topics: Any) -> None:
    client.force_login(factories.user())

    assert "propose/merge" not in client.get("/en/topics/lots/").content.decode()
    assert client.get("/en/topics/lots/propose/merge/").status_code == 403
    assert client.get("/en/topics/lots/propose/move/").status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_names_them_with_few_queries(
    client: Client, topics: Any, curators: Any, number: int, django_assert_max_num_queries: Any
) -> None:
    for place in range(number):
        factories.concept(f"also-{place}")
        propose_merge(Concept.objects.get(slug=f"also-{place}"), topics["parking"], by=curators[0], **WHY)
    client.force_login(curators[1])

    with django_assert_max_num_queries(12):
        page = client.get("/en/topics/proposals/").content.decode()

    assert page.count("Goes into") == number


def test_history_tells_of_it_on_both_sides(client: Client, merge: Merge) -> None:
    merge()

    for slug in ("lots", "parking"):
        page = client.get(f"/en/topics/{slug}/history/").content.decode()
        assert "Two topics become one" in page
