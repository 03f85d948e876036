"""Decisions in files: read, refused with what to mend, and kept from one run to the next."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.synthesis.examples import RECORDS, THESAURUS_LINES
from tricity.synthesis import BadRecord, Deed, Synthesis, read_decisions, synthesize_files

PARKING = "parking.cn-jp-kr"
SCHEMA = Path(__file__).parents[2] / "docs/reference/opportunities.schema.json"
DISMISS = {"deed": "dismiss", "id": PARKING, "decided_on": "2026-03-31", "reason": "Two cities object."}
SPLIT = {
    "deed": "split",
    "id": PARKING,
    "decided_on": "2026-03-31",
    "parts": [["cn-need-parking", "kr-parking"], ["jp-need-parking", "cn-parking"]],
}
TITLES = {"en": "Room for cars", "ja": "車の置き場", "ko": "차를 둘 곳", "zh-Hans": "停车的地方"}
RENAME = {"deed": "rename", "id": f"{PARKING}.part1", "decided_on": "2026-04-01", "titles": TITLES}


def written(folder: Path, *rows: dict[str, object]) -> Path:
    file = folder / "decisions.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return file


def run(folder: Path, *rows: dict[str, object], again: bool = False) -> Synthesis:
    terms, lines = folder / "terms", folder / "records"
    terms.write_text("\n".join(THESAURUS_LINES), encoding="utf-8")
    fields = ("id", "kind", "country", "title", "summary", "language", "city", "status", "horizon")
    records = [{name: getattr(each, name) for name in fields} for each in RECORDS]
    lines.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return synthesize_files(
        [lines],
        folder,
        thesaurus=terms,
        previous=folder if again else None,
        decisions=written(folder, *rows) if rows else None,
    )


def test_a_line_is_a_decision(tmp_path: Path) -> None:
    dismissed, split, renamed = read_decisions(written(tmp_path, DISMISS, SPLIT, RENAME))

    assert (dismissed.deed, dismissed.reason, dismissed.line) == (Deed.DISMISS, "Two cities object.", 1)
    assert split.parts == (("cn-need-parking", "kr-parking"), ("jp-need-parking", "cn-parking"))
    assert dict(renamed.titles) == {
        **{k: v for k, v in TITLES.items() if k != "zh-Hans"},
        "zh-hans": "停车的地方",
    }


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            {**DISMISS, "deed": "drop"},
            "deed: expected one of accept, dismiss, merge, split, rename, not 'drop'",
        ),
        ({**DISMISS, "deed": None}, "deed: is missing"),
        ({**DISMISS, "id": ""}, "id: is empty"),
        ({**DISMISS, "decided_on": "31 March"}, "decided_on: expected a day such as 2026-03-31"),
        ({**DISMISS, "deed": "merge"}, "into: is missing or empty"),
        ({**DISMISS, "deed": "split", "parts": [["a"]]}, "parts: expected two lists of record ids or more"),
        ({**DISMISS, "deed": "split", "parts": [["a"], []]}, "parts: a part has no record"),
        ({**DISMISS, "deed": "split", "parts": [["a"], ["a"]]}, "parts: record 'a' is named twice"),
        ({**DISMISS, "deed": "rename"}, "titles: is missing"),
        (
            {**DISMISS, "deed": "rename", "titles": {"fr": "Stationnement"}},
            "titles: .*expected one of zh-hans",
        ),
        ({**DISMISS, "deed": "rename", "titles": {"en": " "}}, "titles: not a title"),
        ({**DISMISS, "because": "x"}, "because: is no field of a decision"),
        ({**DISMISS, "records": "a"}, "records: expected record ids"),
    ],
)
def test_a_bad_line_says_what_to_mend(tmp_path: Path, row: dict[str, object], problem: str) -> None:
    with pytest.raises(BadRecord, match=rf"decisions.jsonl:1: {problem}"):
        read_decisions(written(tmp_path, row))


def test_decisions_are_written_with_what_they_rest_on(tmp_path: Path) -> None:
    run(tmp_path, SPLIT, RENAME)

    document = json.loads((tmp_path / "opportunities.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [each["deed"] for each in document["decisions"]] == ["split", "rename"]
    assert [each["id"] for each in document["grounds"]] == [PARKING]
    titled = {each["id"]: each["titles"].get("ja") for each in document["opportunities"]}
    assert titled == {f"{PARKING}.part1": "車の置き場", f"{PARKING}.part2": None}


def test_a_run_after_a_dismissal_leaves_it_out_by_the_file_of_the_run_before(tmp_path: Path) -> None:
    run(tmp_path)
    for _run in range(3):
        found = run(tmp_path, DISMISS, again=True)

        assert found.opportunities == ()
        assert found.changes is not None
        assert (found.changes.dismissed, found.changes.unused) == ((PARKING,), ())


def test_taking_a_decision_back_brings_the_candidate_back(tmp_path: Path) -> None:
    run(tmp_path, SPLIT)

    found = run(tmp_path, again=True)

    assert [each.id for each in found.opportunities] == [PARKING]
    assert found.decisions == ()


def test_a_file_of_no_run_is_refused(tmp_path: Path) -> None:
    run(tmp_path, DISMISS)
    document = json.loads((tmp_path / "opportunities.json").read_text(encoding="utf-8"))
    document["grounds"] = [{"id": "x"}]
    (tmp_path / "opportunities.json").write_text(json.dumps(document), encoding="utf-8")

    with pytest.raises(BadRecord, match="not the result of a run"):
        run(tmp_path, DISMISS, again=True)
