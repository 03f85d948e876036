from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.documents import samples
from tricity.site.cli import main


def stored(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def test_extract_prints_text_places_and_suggestions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = stored(tmp_path, "方案.ofd", samples.ofd_file())

    assert main(["extract", path]) == 0

    printed = json.loads(capsys.readouterr().out)
    assert (printed["format"], printed["language"], printed["pages"]) == ("ofd", "zh-Hans", 1)
    assert printed["blocks"][1] == {
        "text": "项目总投资3000万元。",
        "kind": "paragraph",
        "place": {"page": 1, "paragraph": 2},
    }
    budget = next(each for each in printed["suggestions"] if each["field"] == "budget_amount")
    assert budget["value"] == {"amount": "30000000", "currency": "CNY"}
    assert budget["place"] == {"page": 1, "paragraph": 2}


def test_extract_says_what_is_wrong_and_how_to_mend_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = stored(tmp_path, "plan.docx", samples.zip_file({"a.txt": "x"}))

    assert main(["--language", "en", "extract", path]) == 1

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        f"{path}: This is a ZIP archive, not a document. Unpack it and bring the document that is in it.\n"
    )


def test_extract_of_a_missing_file_is_wrong_use(tmp_path: Path) -> None:
    assert main(["extract", str(tmp_path / "missing.pdf")]) == 2
