"""`tricity briefing` as a person types it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests import factories
from tests.briefings import made
from tests.briefings.made import Small
from tricity import publishing
from tricity.publishing import CannotPrint, Document
from tricity.site.cli import main
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "pdf", lambda document: b"%PDF-")


def test_all_formats_are_written_in_the_language_of_the_command(
    world: Small, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--language", "ja", "briefing", "--out", str(tmp_path / "new"), "--json"]) == 0

    names = [f"briefing-short-ja.{suffix}" for suffix in ("html", "pdf", "docx", "hwpx")]
    written = json.loads(capsys.readouterr().out)["written"]
    assert [Path(each).name for each in written] == names
    assert sorted(each.name for each in (tmp_path / "new").iterdir()) == sorted(names)


def test_languages_length_and_format_are_chosen(world: Small, tmp_path: Path) -> None:
    chosen = ["--in", "ko", "--in", "zh-hans", "--length", "long", "--format", "html"]

    assert main(["briefing", "--out", str(tmp_path), *chosen]) == 0

    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "briefing-long-ko.html", "briefing-long-zh-hans.html",
    ]  # fmt: skip
    assert '<html lang="zh-Hans">' in (tmp_path / "briefing-long-zh-hans.html").read_text()


@pytest.mark.parametrize(("options", "is_there"), [([], False), (["--unpublished"], True)])
def test_unpublished_candidates_are_asked_for(
    world: Small, tmp_path: Path, options: list[str], is_there: bool
) -> None:
    secret = factories.concept("secret", names={"en": "Secret topic"})
    draft: dict[str, Any] = {"publication_state": PublicationState.DRAFT, "published_at": None}
    made.candidate(secret, [made.spoken("need", world.korean_need)], **draft)

    main(["briefing", "--out", str(tmp_path), "--in", "en", "--format", "html", *options])

    assert ("Secret topic" in (tmp_path / "briefing-short-en.html").read_text()) == is_there


def test_format_that_cannot_be_made_is_named_and_the_others_are_written(
    world: Small, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(document: Document) -> bytes:
        raise CannotPrint("too-slow")

    monkeypatch.setattr(publishing, "pdf", fail)

    assert main(["--language", "en", "briefing", "--out", str(tmp_path)]) == 1

    assert "briefing-short-en.pdf was not written: The PDF took too long to make." in capsys.readouterr().err
    assert len(list(tmp_path.iterdir())) == 3


def test_folder_that_cannot_be_written_is_named(
    world: Small, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")

    code = main(["--language", "en", "briefing", "--out", str(tmp_path / "file"), "--format", "docx"])

    assert code == 1
    assert "briefing-short-en.docx was not written:" in capsys.readouterr().err


def test_without_an_analysis_it_says_what_to_do(
    countries: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--language", "en", "briefing", "--out", str(tmp_path)]) == 1

    assert "No analysis has been made yet." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
