from tricity.language import FeatureKind
from tricity.synthesis import MatchKind, Synthesis


def test_a_need_finds_experience_and_solutions_in_other_countries(found: Synthesis) -> None:
    matches = [match for match in found.matches if match.need_id == "cn-need-parking"]

    abroad = [(match.kind, match.other_id) for match in matches if not match.same_country]

    assert (MatchKind.EXPERIENCE, "kr-parking") in abroad
    assert (MatchKind.SOLUTION, "kr-sol-parking") in abroad


def test_a_city_is_not_matched_with_itself_and_its_own_country_is_flagged(found: Synthesis) -> None:
    home = [
        match.other_id for match in found.matches if match.need_id == "cn-need-parking" and match.same_country
    ]

    assert home == ["cn-parking"]


def test_a_plan_is_no_experience(found: Synthesis) -> None:
    assert "kr-parking-plan" not in {match.other_id for match in found.matches}


def test_reasons_show_the_words_of_both(found: Synthesis) -> None:
    match = next(
        each for each in found.matches if (each.need_id, each.other_id) == ("jp-need-leak", "cn-leak")
    )

    first = match.reasons[0]

    assert (first.kind, first.concept_id) == (FeatureKind.CONCEPT, "leakage")
    assert (first.need.text, first.other.text) == ("漏水", "漏损")


def test_every_match_has_a_reason_and_a_score_up_to_one(found: Synthesis) -> None:
    assert all(match.reasons and 0 < match.score <= 1 for match in found.matches)
