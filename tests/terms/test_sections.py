from __future__ import annotations

from tricity.terms.sections import Section, merged, section


def test_section_is_tidied_and_words_stand_once() -> None:
    made = section(
        {
            "preferred": " Parking\u0000 lot ",
            "admitted": ["parking  lot", "Car park", "", "car park"],
            "deprecated": ["CAR PARK", "garage"],
            "definition": "Where\ncars stand.",
        }
    )

    assert made == Section("Parking lot", ("Car park",), ("garage",), "Where cars stand.")


def test_merging_loses_nothing() -> None:
    present = Section("駐車", ("パーキング", "停車"), (), "車を置くこと。")
    given = Section("駐車場", (), ("パーキング",), "")

    assert merged(present, given) == Section("駐車場", ("駐車", "停車"), ("パーキング",), "車を置くこと。")


def test_merging_the_same_changes_nothing() -> None:
    present = Section("駐車", ("停車",), ("パーキング",), "車を置くこと。")

    assert merged(present, present) == present
    assert merged(present, Section()) == present
