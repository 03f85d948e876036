from __future__ import annotations

from typing import Any

import pytest

from tests import factories
from tricity.activity.models import Entry
from tricity.terms import queries, rules
from tricity.terms.actions import (
    approve_proposal,
    load_seed,
    propose_friend,
    propose_section,
    return_proposal,
    withdraw_proposal,
)
from tricity.terms.errors import (
    BadSection,
    ChangedMeanwhile,
    LabelTaken,
    NothingChanged,
    NotTheirLanguage,
    OwnProposal,
    TooManyProposals,
    WrongState,
)
from tricity.terms.models import Concept, Proposal
from tricity.terms.sections import Section, section, section_of

pytestmark = pytest.mark.django_db


def propose(by: Any, slug: str, language: str, wanted: Section, **more: Any) -> Proposal:
    return propose_section(
        slug, language, wanted, by=by, reason="r", reason_language="en", source="s", **more
    )


def test_approved_proposal_changes_the_termbase(proposed: Proposal, parking: Concept, curator: Any) -> None:
    approve_proposal(proposed, by=curator, version=1)

    concept = Concept.objects.get(slug="parking")
    assert section_of(concept, "ja") == Section("駐車場", ("駐車",), ("パーキング",), "車を止めて置く場所。")
    assert section_of(concept, "en") == Section("Parking", ("car park",)), "other languages stay"
    assert concept.version == 2
    assert concept.edited_at is not None


def test_engine_sees_the_new_words_and_still_finds_the_deprecated(
    proposed: Proposal, parking: Concept, curator: Any
) -> None:
    before = queries.version()

    approve_proposal(proposed, by=curator, version=1)

    assert queries.version() != before
    assert queries.thesaurus()["parking"].labels["ja"] == ("駐車場", "駐車", "パーキング")


def test_loading_the_shipped_thesaurus_again_keeps_what_was_approved(
    proposed: Proposal, curator: Any
) -> None:
    approve_proposal(proposed, by=curator, version=1)

    load_seed(['{"id": "parking", "pref": {"en": "P", "zh-hans": "P", "ja": "P", "ko": "P"}}'])

    assert Concept.objects.get(slug="parking").names["ja"] == "駐車場"


def test_history_says_who_when_and_what_was_replaced(proposed: Proposal, curator: Any, member: Any) -> None:
    approve_proposal(proposed, by=curator, version=1)

    change = queries.changes_of("parking").get()
    assert (change.by, change.decided_by) == (member, curator)
    assert change.decided_at is not None
    assert section(change.base) == Section("駐車", ("パーキング",), (), "車を置くこと。")
    verbs = list(Entry.objects.order_by("pk").values_list("verb", "actor"))
    assert verbs == [
        ("term.proposed", member.pk),
        ("term.changed", curator.pk),
        ("term.proposal-approved", curator.pk),
    ]


@pytest.mark.parametrize(
    ("role", "languages"),
    [
        ("curator:CN", ["zh-hans", "zh-hant", "en"]),
        ("curator:JP", ["ja", "en"]),
        ("curator:KR", ["ko", "en"]),
        ("curator", ["zh-hans", "zh-hant", "ja", "ko", "en"]),
        ("operator", ["zh-hans", "zh-hant", "ja", "ko", "en"]),
        ("organizer", []),
        ("translator", []),
    ],
)
def test_each_language_is_decided_on_by_curators_of_its_country(role: str, languages: list[str]) -> None:
    assert rules.languages_decided(factories.user(roles=[role])) == languages


def test_curator_of_another_country_decides_nothing(proposed: Proposal) -> None:
    korean = factories.user(roles=["curator:KR"])

    with pytest.raises(NotTheirLanguage):
        approve_proposal(proposed, by=korean, version=1)
    with pytest.raises(NotTheirLanguage):
        return_proposal(proposed, by=korean, remark="no", language="ko")


def test_nobody_approves_their_own_proposal_but_an_operator(parking: Concept, curator: Any) -> None:
    operator = factories.user(roles=["operator"])
    own = propose(curator, "parking", "ja", Section("駐車場"))
    operators = propose(operator, "parking", "ko", Section("주차장"))

    with pytest.raises(OwnProposal):
        approve_proposal(own, by=curator, version=1)
    approve_proposal(operators, by=operator, version=1)

    assert Concept.objects.get(slug="parking").names["ko"] == "주차장"


def test_what_changed_meanwhile_is_looked_at_again(
    proposed: Proposal, parking: Concept, curator: Any
) -> None:
    other = propose(factories.user(), "parking", "ja", Section("駐車スペース"))
    approve_proposal(other, by=curator, version=1)

    with pytest.raises(ChangedMeanwhile):
        approve_proposal(proposed, by=curator, version=1)
    approve_proposal(proposed, by=curator, version=2)

    proposed.refresh_from_db()
    assert proposed.base["preferred"] == "駐車スペース", "the history keeps what was really replaced"


def test_decided_proposal_is_not_decided_again(proposed: Proposal, curator: Any, member: Any) -> None:
    return_proposal(proposed, by=curator, remark="出典を示してください", language="ja")

    with pytest.raises(WrongState):
        approve_proposal(proposed, by=curator, version=1)
    with pytest.raises(WrongState):
        withdraw_proposal(proposed, by=member)

    proposed.refresh_from_db()
    assert (proposed.state, proposed.remark) == ("returned", "出典を示してください")
    assert Concept.objects.get(slug="parking").names["ja"] == "駐車"


def test_only_who_proposed_withdraws(proposed: Proposal, member: Any) -> None:
    with pytest.raises(WrongState):
        withdraw_proposal(proposed, by=factories.user())

    assert withdraw_proposal(proposed, by=member).state == "withdrawn"


def test_new_topic_comes_with_its_first_language_and_grows_by_the_others(
    parking: Concept, member: Any, curator: Any
) -> None:
    korean = factories.user(roles=["curator:KR"])
    first = propose(member, "valet-parking", "ja", Section("代行駐車"), broader=["parking"])
    second = propose(member, "valet-parking", "ko", Section("대리 주차"), broader=["parking"])

    made = approve_proposal(first, by=curator, version=0)
    approve_proposal(second, by=korean, version=1)

    made.refresh_from_db()
    assert made.names == {"ja": "代行駐車", "ko": "대리 주차"}
    assert [each.slug for each in made.broader.all()] == ["parking"]
    assert not made.is_top
    assert set(made.sort_keys) == {"ja", "ko"}


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        (Section("駐車", ("パーキング",), (), "車を置くこと。"), NothingChanged),
        (Section("", ("駐車場",)), BadSection),
        (Section("長" * 201), BadSection),
        (Section("駐車場", tuple(f"語{number}" for number in range(60))), BadSection),
        (Section("駐車場", (), (), "定" * 2001), BadSection),
        (Section("充電"), LabelTaken),
    ],
)
def test_what_cannot_be_stored_is_refused(
    parking: Concept, member: Any, wanted: Section, error: type[Exception]
) -> None:
    with pytest.raises(error):
        propose(member, "parking", "ja", wanted)

    assert not Proposal.objects.exists()


def test_one_person_cannot_flood_the_queue(
    parking: Concept, member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tricity.terms.actions.proposing.MOST_OPEN", 1)
    propose(member, "parking", "ja", Section("駐車場"))

    with pytest.raises(TooManyProposals):
        propose(member, "parking", "ko", Section("주차장"))


def test_misleading_word_is_proposed_and_approved(parking: Concept, member: Any, curator: Any) -> None:
    entry = {"form": "駐車/停车", "languages": ["ja", "zh-hans"], "note": {"en": "ja 駐車 is to park."}}
    made = propose_friend(parking, entry, by=member, reason="r", reason_language="en", source="s")

    approve_proposal(made, by=curator, version=1)

    assert Concept.objects.get(slug="parking").false_friends == [entry]
    with pytest.raises(NothingChanged):
        propose_friend(
            Concept.objects.get(slug="parking"),
            entry,
            by=member,
            reason="r",
            reason_language="en",
            source="s",
        )


def test_approved_misleading_word_is_explained_beside_texts(
    parking: Concept, member: Any, curator: Any
) -> None:
    entry = {"form": "駐車券/停车券", "languages": ["ja", "zh-hans"], "note": {"en": "Not the same."}}
    made = propose_friend(parking, entry, by=member, reason="r", reason_language="en", source="s")
    assert queries.misleading_words("駐車券を配る。", "ja", "zh-hans") == ()

    approve_proposal(made, by=curator, version=1)
    queries.thesaurus()

    assert [each.form for each in queries.misleading_words("駐車券を配る。", "ja", "zh-hans")] == [
        "駐車券/停车券"
    ]


@pytest.mark.parametrize(
    "entry",
    [
        {"form": "駐車", "languages": ["ja", "zh-hans"], "note": {}},
        {"form": "駐車/停车", "languages": ["ja", "ja"], "note": {}},
        {"form": "駐車/停车", "languages": ["ja", "de"], "note": {}},
    ],
)
def test_misleading_word_that_cannot_be_read_is_refused(
    parking: Concept, member: Any, entry: dict[str, Any]
) -> None:
    with pytest.raises(BadSection):
        propose_friend(parking, entry, by=member, reason="r", reason_language="en", source="s")
