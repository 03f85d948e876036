"""Curators dismiss, merge, split and rename candidates; the next run respects it."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.cooperation.conftest import World

from tricity.activity.models import Entry
from tricity.cooperation import actions
from tricity.cooperation.digests.candidates import titles
from tricity.cooperation.documents import documents
from tricity.cooperation.errors import ContradictsMerge
from tricity.cooperation.models import Decision, Evidence, Opportunity
from tricity.knowledge.models import Kind, Record
from tricity.notices.models import Notice
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
REASON = {"text": "Two cities asked for it.", "language": "en"}
LANGUAGES = ("en", "ja", "ko", "zh-hans")


@pytest.fixture
def korean_work(world: World) -> Record:
    return factories.record(
        "KR", title="주차장 정보 서비스", summary="주차장 빈자리를 알린다. 주차장 정보.", status="operating"
    )


@pytest.fixture
def candidate(world: World, korean_work: Record) -> Opportunity:
    """Parking, of all three countries."""
    actions.run_synthesis()
    return Opportunity.objects.get()


@pytest.fixture
def other(candidate: Opportunity, world: World) -> Opportunity:
    """Waste, of Japan and Korea, found by the analysis as well."""
    factories.record("KR", Kind.NEED, title="쓰레기 수거", summary="쓰레기 수거가 늦다. 쓰레기 수거 개선.")
    factories.record("JP", Kind.NEED, title="ごみ収集の遅れ", summary="ごみ収集が遅い。ごみ収集の改善。")
    factories.record(
        "JP", title="ごみ収集の改善", summary="ごみ収集を効率化した。ごみ収集。", status="operating"
    )
    actions.run_synthesis()
    return Opportunity.objects.exclude(pk=candidate.pk).get()


@pytest.fixture
def curator() -> object:
    return factories.user(roles=["curator"], native_name="김큐레", native_language="ko")


def named(row: Opportunity) -> set[int]:
    return set(row.evidence.exclude(record=None).values_list("record_id", flat=True))


def halves(world: World, korean_work: Record) -> list[list[int]]:
    return [[world.korean_need.pk, world.chinese_work.pk], [world.japanese_need.pk, korean_work.pk]]


# --- The next run ---------------------------------------------------------------------------------------------------


def test_dismissed_candidate_is_not_proposed_again(candidate: Opportunity, curator: object) -> None:
    actions.withdraw(candidate, by=curator, reason="No", language="en")

    actions.run_synthesis()

    row = Opportunity.objects.get()
    assert (row.publication_state, row.is_current) == (PublicationState.ARCHIVED, True)
    assert Decision.objects.get().data == {"records": sorted(named(candidate))}


def test_dismissed_candidate_waits_for_curators_again_when_it_has_become_another(
    candidate: Opportunity, curator: object
) -> None:
    actions.withdraw(candidate, by=curator, reason="No", language="en")
    Decision.objects.update(data={"records": [10**6 + number for number in range(9)]})

    actions.run_synthesis()

    row = Opportunity.objects.get()
    assert (row.publication_state, row.decided_at) == (PublicationState.DRAFT, None)


def test_published_candidate_stays_though_the_analysis_drops_it(
    candidate: Opportunity, curator: object, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    actions.publish(candidate, by=curator)
    monkeypatch.setattr("tricity.synthesis.opportunities.LEAST_SCORE", 2.0)

    actions.run_synthesis()

    row = Opportunity.objects.get()
    assert (row.is_current, row.is_held) == (True, True)
    page = client.get(f"/en/opportunities/{row.code}/").content.decode()
    assert "It stays because curators decided so." in page


def test_merge_gives_all_records_to_the_other_in_every_later_run(
    candidate: Opportunity, other: Opportunity, curator: object
) -> None:
    both = named(candidate) | named(other)
    actions.merge(other, into=candidate, by=curator, reason="Same", language="en")

    for _run in range(2):
        actions.run_synthesis()

        candidate.refresh_from_db()
        other.refresh_from_db()
        assert named(candidate) == both
        assert other.merged_into == candidate
        assert Opportunity.objects.count() == 2


def test_split_makes_candidates_of_the_parts(
    candidate: Opportunity, world: World, korean_work: Record, curator: object
) -> None:
    parts = halves(world, korean_work)
    actions.split(candidate, parts=parts, by=curator, reason="Two matters", language="en")

    for _run in range(2):
        actions.run_synthesis()

        first, second = Opportunity.objects.filter(split_from=candidate).order_by("key")
        assert set(parts[0]) <= named(first)
        assert set(parts[1]) <= named(second)
        assert not named(first) & named(second)
        assert {first.publication_state, second.publication_state} == {PublicationState.DRAFT}


def test_publishing_again_takes_a_merge_back(
    candidate: Opportunity, other: Opportunity, curator: object
) -> None:
    before = named(candidate)
    actions.merge(other, into=candidate, by=curator, reason="Same", language="en")
    actions.run_synthesis()

    actions.publish(other, by=curator)
    actions.run_synthesis()

    other.refresh_from_db()
    assert other.merged_into is None
    assert named(candidate) == before


def test_candidate_that_others_went_into_is_not_set_aside(
    candidate: Opportunity, other: Opportunity, curator: object
) -> None:
    actions.merge(other, into=candidate, by=curator, reason="Same", language="en")

    with pytest.raises(ContradictsMerge):
        actions.withdraw(candidate, by=curator, reason="No", language="en")
    candidate.refresh_from_db()
    assert candidate.publication_state == PublicationState.DRAFT


# --- Titles ---------------------------------------------------------------------------------------------------------


def test_title_is_shown_in_its_language_and_the_others_have_that_of_the_analysis(
    candidate: Opportunity, curator: object
) -> None:
    row = actions.rename(
        candidate, titles={"ja": "車の置き場", "ko": "차를 둘 곳"}, by=curator, reason="", language="ja"
    )

    shown = {language: str(titles([row], language)[row.pk]) for language in LANGUAGES}
    assert (shown["ja"], shown["ko"]) == ("車の置き場", "차를 둘 곳")
    assert (shown["en"][:8], shown["zh-hans"][:3]) == ("Parking:", "停车场")


def test_title_is_searched_and_kept_by_the_next_run(candidate: Opportunity, curator: object) -> None:
    actions.rename(candidate, titles={"en": "Room for cars"}, by=curator, reason="", language="en")
    actions.run_synthesis()

    candidate.refresh_from_db()
    (document,) = documents([candidate.pk])
    assert candidate.titles == {"en": "Room for cars"}
    assert document.title.text == "Room for cars"


@pytest.mark.parametrize("path", ["/ja/opportunities/", "/ja/opportunities/{code}/", "/ja/overlaps/parking/"])
def test_title_stands_on_every_page(
    candidate: Opportunity, curator: object, client: Client, path: str
) -> None:
    actions.publish(candidate, by=curator)
    actions.rename(candidate, titles={"ja": "車の置き場"}, by=curator, reason="", language="ja")

    assert "車の置き場" in client.get(path.format(code=candidate.code)).content.decode()


# --- Pages ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def row() -> Opportunity:
    """A candidate of Japan and Korea with a need of each and work of each, without any run."""
    made = factories.opportunity(
        concept=factories.concept("parking", names={"en": "Parking", "ja": "駐車場"})
    )
    kinds = (("JP", "need"), ("KR", "need"), ("JP", "experience"), ("KR", "experience"))
    for position, (country, role) in enumerate(kinds):
        kind = Kind.NEED if role == "need" else Kind.INITIATIVE
        Evidence.objects.create(
            opportunity=made, role=role, record=factories.record(country, kind), position=position
        )
    return made


@pytest.mark.parametrize("deed", ["merge", "split", "rename"])
@pytest.mark.parametrize(
    ("roles", "status"),
    [([], 404), (["organizer"], 404), (["curator:CN"], 404), (["curator:KR"], 200), (["curator"], 200)],
)
def test_deciding_takes_a_curator_of_one_of_its_countries(
    row: Opportunity, client: Client, deed: str, roles: list[str], status: int
) -> None:
    client.force_login(factories.user(roles=roles))

    assert client.get(f"/en/opportunities/{row.code}/decide/{deed}/").status_code == status


def test_deciding_on_a_public_candidate_is_refused_to_readers(row: Opportunity, client: Client) -> None:
    Opportunity.objects.update(publication_state=PublicationState.PUBLISHED)
    address = f"/en/opportunities/{row.code}/decide/rename/"
    assert client.get(address).status_code == 302
    client.force_login(factories.user(roles=["curator:CN"]))

    assert client.post(address, {"title_en": "Mine", **REASON}).status_code == 403
    row.refresh_from_db()
    assert row.titles == {}


def test_merging_by_form_leads_the_old_address_to_the_other(row: Opportunity, client: Client) -> None:
    goal = factories.opportunity(publication_state=PublicationState.PUBLISHED)
    actions.publish(row, by=factories.user(roles=["curator"]))
    client.force_login(factories.user(roles=["curator:KR"]))

    client.post(f"/en/opportunities/{row.code}/decide/merge/", {"into": goal.code, **REASON})

    assert Client().get(f"/en/opportunities/{row.code}/")["Location"] == f"/en/opportunities/{goal.code}/"
    page = client.get(f"/en/opportunities/{row.code}/").content.decode()
    assert "Curators have merged this candidate into another:" in page
    assert goal.code in page


def test_candidate_that_was_never_public_leads_nowhere(row: Opportunity, client: Client) -> None:
    goal = factories.opportunity(publication_state=PublicationState.PUBLISHED)
    actions.merge(row, into=goal, by=factories.user(roles=["curator"]), reason="Same", language="en")

    assert client.get(f"/en/opportunities/{row.code}/").status_code == 404


def test_curators_merge_only_into_what_they_may_decide_on(row: Opportunity, client: Client) -> None:
    elsewhere = factories.opportunity(countries=["CN", "JP"], publication_state=PublicationState.PUBLISHED)
    client.force_login(factories.user(roles=["curator:KR"]))

    response = client.post(f"/en/opportunities/{row.code}/decide/merge/", {"into": elsewhere.code, **REASON})

    assert response.status_code == 422
    row.refresh_from_db()
    assert row.merged_into is None


def test_splitting_by_form_keeps_the_address_with_its_parts(row: Opportunity, client: Client) -> None:
    actions.publish(row, by=factories.user(roles=["curator"]))
    client.force_login(factories.user(roles=["curator:KR"]))
    ids = list(row.evidence.values_list("record_id", flat=True))
    placed = {f"record_{pk}": number for pk, number in zip(ids, "1221", strict=True)}

    client.post(f"/en/opportunities/{row.code}/decide/split/", {**placed, **REASON})

    assert Decision.objects.get(deed="split").data == {"parts": [[ids[0], ids[3]], [ids[1], ids[2]]]}
    page = Client().get(f"/en/opportunities/{row.code}/")
    assert "Curators have split this candidate." in page.content.decode()
    part = factories.opportunity(split_from=row, publication_state=PublicationState.PUBLISHED)
    hidden = factories.opportunity(split_from=row)
    page = Client().get(f"/en/opportunities/{row.code}/").content.decode()
    assert (part.code in page, hidden.code in page) == (True, False)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ("1111", "Put records into two candidates at least."),
        ("1212", "Candidate 1 needs cities of at least two countries"),
    ],
)
def test_parts_that_are_no_candidates_are_refused(
    row: Opportunity, client: Client, numbers: str, said: str
) -> None:
    client.force_login(factories.user(roles=["curator"]))
    ids = list(row.evidence.values_list("record_id", flat=True))
    placed = {f"record_{pk}": number for pk, number in zip(ids, numbers, strict=True)}

    response = client.post(f"/en/opportunities/{row.code}/decide/split/", {**placed, **REASON})

    assert response.status_code == 422
    assert said in response.content.decode()


def test_renaming_takes_a_title_and_an_empty_form_takes_it_back(row: Opportunity, client: Client) -> None:
    client.force_login(factories.user(roles=["curator"]))
    address = f"/en/opportunities/{row.code}/decide/rename/"
    nothing = {"text": "", "language": "en"}
    assert client.post(address, nothing).status_code == 422

    client.post(address, {**nothing, "title_ja": " 車の  置き場 "})
    row.refresh_from_db()
    assert row.titles == {"ja": "車の 置き場"}
    client.post(address, nothing)

    row.refresh_from_db()
    assert row.titles == {}


def test_what_was_decided_is_read_by_curators_alone(
    row: Opportunity, client: Client, curator: object
) -> None:
    actions.publish(row, by=curator)
    actions.rename(row, titles={"en": "Room"}, by=curator, reason="차가 아니라 자리다.", language="ko")
    client.force_login(factories.user(roles=["curator:JP"]))

    page = client.get(f"/en/opportunities/{row.code}/").content.decode()

    assert page.index("Given another title") < page.index("<strong>Published</strong>")
    assert '<span lang="ko" data-origin="original">차가 아니라 자리다.</span>' in page
    assert "김큐레" in page
    assert "What was decided" not in Client().get(f"/en/opportunities/{row.code}/").content.decode()


def test_a_long_reason_in_another_language_stands_behind_its_original(
    row: Opportunity, client: Client, curator: object
) -> None:
    actions.rename(row, titles={"en": "Room"}, by=curator, reason="차가 아니라 자리다. " * 9, language="ko")
    client.force_login(curator)

    page = client.get(f"/ja/opportunities/{row.code}/").content.decode()

    assert "차가 아니라" in page.split('<details class="original">')[-1]


def test_decisions_are_told_and_recorded_without_words(row: Opportunity) -> None:
    colleague = factories.user(roles=["curator:KR"])
    curator = factories.user(roles=["curator:JP"])

    actions.rename(row, titles={"en": "Room"}, by=curator, reason="Because", language="en")

    entry = Entry.objects.get(verb="opportunity.renamed")
    assert "Because" not in str(entry.details)
    assert [notice.recipient for notice in Notice.objects.filter(kind="opportunity.decided")] == [colleague]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("deed", ["merge", "split", "rename"])
def test_pages_take_few_queries_in_every_language(
    row: Opportunity,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    language: str,
    deed: str,
) -> None:
    for _more in range(3):
        factories.opportunity()
    client.force_login(factories.user(roles=["curator"]))

    with django_assert_max_num_queries(12):
        assert client.get(f"/{language}/opportunities/{row.code}/decide/{deed}/").status_code == 200


def test_page_of_a_split_candidate_takes_few_queries(
    row: Opportunity, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, curator: object
) -> None:
    actions.rename(row, titles={"en": "Room"}, by=curator, reason="Because", language="en")
    actions.split(row, parts=[[1], [2]], by=curator, reason="Two", language="en")
    for number in (1, 2):
        factories.opportunity(key=f"{row.key}.part{number}", split_from=row)
    client.force_login(curator)

    with django_assert_max_num_queries(12):
        page = client.get(f"/en/opportunities/{row.code}/").content.decode()

    assert page.count("Curators have split this candidate.") == 1
