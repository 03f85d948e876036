"""The command `tricity portfolio`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tricity.site.cli.main import main

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs/reference/portfolio.schema.json").read_text(encoding="utf-8")
)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """The folder of a run with three candidates."""
    rows = [
        candidate("parking.cn-jp", ["CN", "JP"], "short", ["a", "b", "c"]),
        candidate("flooding.jp-kr", ["JP", "KR"], "long", ["c", "d"]),
        candidate("waste.cn-kr", ["CN", "KR"], "short", ["e"]),
    ]
    (tmp_path / "opportunities.json").write_text(json.dumps({"opportunities": rows}), encoding="utf-8")
    return tmp_path


def candidate(name: str, countries: list[str], horizon: str, needs: list[str]) -> dict[str, object]:
    facts = [
        {"record_id": each, "country": countries[0], "city": f"City {each}", "priority": "high"}
        for each in needs
    ]
    return {
        "id": name,
        "key": name,
        "concept_id": name.partition(".")[0],
        "countries": countries,
        "horizon": horizon,
        "needs": needs,
        "plans": [],
        "experience": [],
        "facts": facts,
    }


def portfolio(*arguments: object, language: str = "en") -> int:
    return main(["--language", language, "portfolio", *map(str, arguments)])


def test_it_says_what_each_project_adds(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert portfolio(run, "--most-projects", 2) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2 projects meet 4 of 5 needs and plans."
    assert lines[1] == "Weight: 400 of 500."
    assert lines[2] == "No other set within these limits meets more."
    assert "[parking.cn-jp]" in lines[3]
    assert lines[4] == "   adds 300 (together 300); needs and plans not met before: 3"
    assert lines[6] == "   adds 100 (together 400); needs and plans not met before: 1"
    assert lines[7] == "Projects by country: CN 1, JP 2, KR 1"


def test_limits_come_from_a_file_and_options_take_their_place(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    limits = tmp_path / "limits.json"
    limits.write_text('{"most_projects": 1, "excluded": ["parking.cn-jp"]}')

    assert portfolio(run, "--limits", limits, "--json") == 0
    assert [step["id"] for step in json.loads(capsys.readouterr().out)["steps"]] == ["flooding.jp-kr"]

    assert portfolio(run, "--limits", limits, "--most-projects", 2, "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["steps"]) == 2


def test_limits_that_clash_are_named_and_the_exit_code_says_so(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert portfolio(run, "--most-projects", 2, "--least-long", 1, "--least-short", 2) == 1

    assert capsys.readouterr().out.splitlines() == [
        "These limits cannot be kept together; without any one of them they could:",
        "- Projects: at most 2",
        "- Short-term projects: at least 2 (candidates: 2)",
        "- Long-term projects: at least 1 (candidates: 1)",
    ]


def test_the_difference_from_other_limits_is_said(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tmp_path / "before.json"
    before.write_text('{"most_projects": 1}')

    assert portfolio(run, "--before", before, "--exclude", "parking.cn-jp") == 0

    out = capsys.readouterr().out
    assert "Compared with the limits before: weight +0" in out
    assert [line[0] for line in out.splitlines()[-3:]] == ["+", "+", "-"]


@pytest.mark.parametrize(
    "limits", [["--most-projects", "2"], ["--least-long", "9"], ["--before", "none.json"]]
)
def test_json_is_valid_against_its_schema(
    run: Path, tmp_path: Path, limits: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "none.json").write_text("{}")

    portfolio(run, *(str(tmp_path / each) if each.endswith(".json") else each for each in limits), "--json")

    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        ('{"most_projects": "many"}', "most_projects: expected a whole number, not 'many'."),
        ('{"most_projects": -1}', "most_projects: expected 0 or more, not -1."),
        ('{"projects": 3}', "projects: there is no such limit."),
        ('{"pinned": ["gone"]}', "pinned: there is no candidate gone."),
        ("[]", "Limits must be a JSON object."),
    ],
)
def test_a_limit_that_cannot_be_meant_is_named(
    run: Path, tmp_path: Path, limits: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "limits.json"
    file.write_text(limits)

    assert portfolio(run, "--limits", file) == 2

    assert capsys.readouterr().err.strip() == message


@pytest.mark.parametrize(
    "text", ["{}", '{"opportunities": [{"id": "a"}]}', '{"opportunities": 3}', "not JSON"]
)
def test_a_file_that_no_run_wrote_is_refused(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "opportunities.json").write_text(text)

    assert portfolio(tmp_path) == 1

    assert "opportunities: not the result of a run" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["en", "zh-hans", "ja", "ko"])
def test_it_speaks_four_languages(run: Path, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert portfolio(run, language=language) == 0

    assert "[parking.cn-jp]" in capsys.readouterr().out


def test_the_solver_is_loaded_by_who_chooses_and_by_nobody_else() -> None:
    code = "import sys, tricity.synthesis.portfolio, tricity.site.cli.main; print('highspy' in sys.modules)"

    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert out.strip() == "False"
