"""Candidates followed from one run to the next."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.synthesis.examples import RECORDS, THESAURUS_LINES
from tricity.synthesis import (
    BadRecord,
    Changed,
    Changes,
    Known,
    Merged,
    Opportunity,
    Record,
    Synthesis,
    follow,
    read_previous,
    synthesize_files,
)


@pytest.fixture
def one(found: Synthesis) -> Opportunity:
    return found.opportunities[0]


def candidate(one: Opportunity, concept_id: str, needs: str, experience: str = "") -> Opportunity:
    key = f"{concept_id}.cn-jp"
    parts = {"needs": tuple(needs.split()), "experience": tuple(experience.split())}
    return replace(one, key=key, id=key, concept_id=concept_id, plans=(), offers=(), **parts)


def test_the_same_records_give_the_same_candidates(found: Synthesis) -> None:
    known = [Known.of(each) for each in found.opportunities]

    followed, changes = follow(known, found.opportunities)

    assert followed == list(found.opportunities)
    assert changes == Changes(same=tuple(sorted(each.id for each in found.opportunities)))


def test_a_record_more_changes_a_candidate_but_not_its_id(one: Opportunity) -> None:
    old, new = candidate(one, "parking", "a b"), candidate(one, "parking", "c b")

    (followed,), changes = follow([Known.of(old)], [new])

    assert followed.id == old.id
    assert changes == Changes(changed=(Changed(old.id, ("needs",), ("c",), ("a",)),))


def test_another_order_of_the_same_records_is_no_change(one: Opportunity) -> None:
    changes = follow([Known.of(candidate(one, "t", "a b"))], [candidate(one, "t", "b a")])[1]

    assert changes.same == ("t.cn-jp",)


def test_a_country_that_joins_changes_the_key_but_not_the_id(one: Opportunity) -> None:
    old = replace(candidate(one, "parking", "a b"), countries=("CN", "JP"))
    new = replace(old, key="parking.cn-jp-kr", id="parking.cn-jp-kr", countries=("CN", "JP", "KR"))

    (followed,), changes = follow([Known.of(old)], [new])

    assert (followed.key, followed.id) == ("parking.cn-jp-kr", old.id)
    assert changes.changed == (Changed(old.id, ("countries",), (), ()),)


def test_most_of_the_same_records_under_another_topic_are_the_same_candidate(one: Opportunity) -> None:
    old, new = candidate(one, "parking", "a b c"), candidate(one, "shared-parking", "a b c d")

    (followed,), changes = follow([Known.of(old)], [new])

    assert followed.id == "parking.cn-jp"
    assert changes.changed[0].fields == ("concept_id", "needs")


def test_the_same_topic_comes_before_more_common_records(one: Opportunity) -> None:
    old = candidate(one, "parking", "a b c")
    found = [candidate(one, "other", "a b c"), candidate(one, "parking", "a x y")]

    followed, changes = follow([Known.of(old)], found)

    assert [each.id for each in followed] == ["other.cn-jp", "parking.cn-jp"]
    assert changes.new == ("other.cn-jp",)


def test_a_candidate_whose_records_are_in_another_now_was_merged(one: Opportunity) -> None:
    wide, narrow = candidate(one, "wide", "a b c d"), candidate(one, "narrow", "e f")

    _, changes = follow([Known.of(wide), Known.of(narrow)], [candidate(one, "wide", "a b c d e f")])

    assert changes.merged == (Merged("narrow.cn-jp", "wide.cn-jp"),)
    assert changes.gone == ()


def test_what_nothing_is_left_of_is_gone(one: Opportunity) -> None:
    _, changes = follow([Known.of(candidate(one, "t", "a b"))], [candidate(one, "u", "c")])

    assert (changes.new, changes.gone) == (("u.cn-jp",), ("t.cn-jp",))


def test_a_new_candidate_never_takes_the_id_of_a_former_one(one: Opportunity) -> None:
    moved = replace(candidate(one, "other", "a b c"), id="t.cn-jp")  # it was first found under the topic t

    followed, changes = follow([Known.of(moved)], [moved, candidate(one, "t", "x y")])

    assert [each.id for each in followed] == ["t.cn-jp", "t.cn-jp.2"]
    assert changes.new == ("t.cn-jp.2",)


def test_the_order_of_what_was_known_does_not_matter(one: Opportunity) -> None:
    known = [Known.of(candidate(one, name, records)) for name, records in (("t", "a b"), ("u", "a b"))]
    found = [candidate(one, "v", "a b")]

    assert follow(known, found) == follow(known[::-1], found)


def test_a_folder_of_results_can_be_the_previous_run_of_itself(tmp_path: Path) -> None:
    found = run(tmp_path, RECORDS)
    again = run(tmp_path, [each for each in RECORDS if each.id != "kr-parking"], previous=tmp_path)
    written = json.loads((tmp_path / "opportunities.json").read_text(encoding="utf-8"))

    assert {each.id for each in again.opportunities} <= {each.id for each in found.opportunities}
    assert any("kr-parking" in change["removed"] for change in written["changes"]["changed"])


def run(folder: Path, records: list[Record], previous: Path | None = None) -> Synthesis:
    terms, lines = folder / "terms", folder / "records"
    terms.write_text("\n".join(THESAURUS_LINES), encoding="utf-8")
    rows = [
        {
            "id": each.id,
            "kind": each.kind,
            "country": each.country,
            "title": each.title,
            "summary": each.summary,
            "lang": each.language,
            "city": each.city,
            "status": each.status,
            "horizon": each.horizon,
        }
        for each in records
    ]
    lines.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return synthesize_files([lines], folder, thesaurus=terms, previous=previous)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"opportunities": [1]}', '{"opportunities": [{"key": "a"}]}']
)
def test_a_previous_file_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "opportunities.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(BadRecord, match="not the result of a run"):
        read_previous(tmp_path)
