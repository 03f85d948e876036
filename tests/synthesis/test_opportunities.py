from tests.synthesis.examples import RECORDS
from tricity.synthesis import Horizon, SupportReason, Synthesis


def test_shared_needs_and_experience_make_a_candidate(found: Synthesis) -> None:
    candidate = found.opportunities[0]

    assert candidate.key == "parking.cn-jp-kr"
    assert candidate.countries == ("CN", "JP", "KR")
    assert set(candidate.needs) == {"cn-need-parking", "jp-need-parking"}
    assert "cn-parking" in candidate.experience
    assert candidate.horizon is Horizon.SHORT


def test_every_record_named_is_quoted(found: Synthesis) -> None:
    records = {record.id: record for record in RECORDS}

    for candidate in found.opportunities:
        named = {*candidate.needs, *candidate.plans, *candidate.experience, *candidate.offers}
        assert {each.record_id for each in candidate.evidence} == named
        for each in candidate.evidence:
            original = getattr(records[each.record_id], each.part)
            assert original[each.start : each.end] == each.text != ""


def test_bodies_that_could_support_are_national_and_say_why(found: Synthesis) -> None:
    supporters = {each.organization_id: each.reason for each in found.opportunities[0].supporters}

    assert supporters["jp-association"] is SupportReason.TOPIC
    assert supporters["kr-association"] is SupportReason.CITIES
    assert "kr-company" not in supporters


def test_candidates_have_two_countries_and_one_topic_each(found: Synthesis) -> None:
    concepts = [each.concept_id for each in found.opportunities]

    assert len(set(concepts)) == len(concepts)
    assert all(len(each.countries) >= 2 for each in found.opportunities)
    assert "care" not in concepts
