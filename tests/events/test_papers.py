"""Run of show, interpreters' brief and report, as those who may read them get them."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from django.test import Client

from tests import factories
from tests.events.conftest import add_session
from tricity.documents.reading.extraction import extract
from tricity.events import papers
from tricity.events.models import Event, Talk
from tricity.events.papers import Asked, Attendance, Section, certificate, registry
from tricity.events.papers.brief import pairs
from tricity.publishing import CannotPrint, Document, Facts, Heading, Paragraph, Table, missing, plain, runs
from tricity.search import engine
from tricity.site.sample.event import load_sample_event
from tricity.terms.actions import load_seed
from tricity.web.text import LocalizedText

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "ja", "ko", "zh-hans")
KINDS = ("run-of-show", "interpreters-brief", "report")
START = dt.datetime(2026, 12, 1, 14, 30, tzinfo=dt.UTC)
PARKING = {
    "id": "parking",
    "pref": {"en": "Parking", "zh-hans": "停车", "ja": "駐車", "ko": "주차"},
    "alt": {"ja": ["パーキング"]},
}


def forum(**fields: Any) -> Event:
    event = factories.event(
        titles={"en": "Forum on parking", "ja": "駐車フォーラム"},
        starts_at=START,
        ends_at=START + dt.timedelta(hours=3),
        time_zone="Asia/Seoul",
        languages=["zh-hans", "ja", "ko"],
        interpretation="simultaneous",
        **fields,
    )
    session = add_session(
        event,
        titles={"en": "Panel on parking", "ja": "駐車の討論"},
        purposes={"ja": "駐車を検討する"},
        starts_at=START,
        duration_minutes=60,
    )
    Talk.objects.create(
        session=session,
        speaker_name="Hisashi Michigami",
        native_name="道上尚史",
        native_language="ja",
        native_name_source="https://tcs.example/jp",
        roles={"en": "Secretary-General", "ja": "事務局長"},
        organization_names={"ja": "事務局", "ko": "사무국"},
        titles={"ko": "주차 이야기"},
    )
    return event


def document(event: Event, kind: str, language: str = "en", **asked: Any) -> Document:
    paper = papers.paper_of(kind)
    assert paper is not None
    return papers.document_of(paper, event, Asked(language, factories.user(), **asked))


def table(made: Document, number: int = 0) -> list[list[str]]:
    found = [each for each in made.blocks if isinstance(each, Table)][number]
    return [[plain(cell) for cell in row] for row in (found.head, *found.rows)]


def headings(made: Document) -> list[str]:
    return [plain(each.content) for each in made.blocks if isinstance(each, Heading)]


def facts(made: Document) -> dict[str, str]:
    found = next(each for each in made.blocks if isinstance(each, Facts))
    return {plain(name): plain(value) for name, value in found.pairs}


def address(event: Event, kind: str, suffix: str, query: str = "") -> str:
    return f"/en/events/{event.code}/papers/{kind}.{suffix}{query}"


# --- Run of show -------------------------------------------------------------------------------------------------


def test_run_of_show_has_a_column_for_each_clock(countries: Any) -> None:
    made = document(forum(), "run-of-show")

    head, first, *_others = table(made)
    shown = dict(zip(head, first, strict=True))
    # Seoul and Tokyo agree; Beijing is an hour behind.
    here, there = head[:2]
    assert len(here.split("\n")[0].split(" · ")) == 2
    assert (here.split("\n")[1], shown[here]) == ("UTC+9", "23:30–00:30")
    assert (there.split("\n")[1], shown[there]) == ("UTC+8", "22:30–23:30")
    assert shown["What"] == "Panel on parking\nPanel\n60 minutes"


def test_another_day_elsewhere_is_said(countries: Any) -> None:
    event = forum()
    event.sessions.update(starts_at=START + dt.timedelta(minutes=45))

    _head, first, *_others = table(document(event, "run-of-show"))

    assert first[:2] == ["00:15–01:15", "23:15–00:15\nDecember 1"]


def test_each_day_of_an_event_has_its_table(countries: Any) -> None:
    event = forum()
    add_session(event, titles={"en": "Next day"}, starts_at=START + dt.timedelta(hours=20), position=9)

    made = document(event, "run-of-show")

    captions = [plain(each.caption) for each in made.blocks if isinstance(each, Table)]
    assert captions == ["Dec. 1, 2026", "Dec. 2, 2026"]


def test_speakers_are_named_in_their_own_script_and_in_latin_letters() -> None:
    rows = table(document(forum(), "run-of-show", "ja"))

    assert rows[2][-1] == "道上尚史 (Hisashi Michigami)\n事務局長, 事務局"


def test_event_in_utc_without_capitals_has_one_clock() -> None:
    made = document(forum(), "run-of-show")

    assert table(made)[0] == ["Asia/Seoul\nUTC+9", "What", "Who"]


def test_hours_not_set_are_said_once_instead_of_empty_columns() -> None:
    event = forum()
    event.sessions.update(starts_at=None)

    made = document(event, "run-of-show")

    assert table(made)[0] == ["What", "Who"]
    assert "The hours of the sessions are not set." in [
        plain(each.content) for each in made.blocks if isinstance(each, Paragraph)
    ]


def test_speakers_without_a_title_stand_beside_their_session() -> None:
    event = forum()
    Talk.objects.create(session=event.sessions.get(), speaker_name="Kayun Jin", position=2)

    _head, session, talk = table(document(event, "run-of-show"))

    assert session[-1] == "Kayun Jin"
    assert talk[-2] == "주차 이야기"
    assert talk[-1].startswith("道上尚史 (Hisashi Michigami)\nSecretary-General")


def test_programme_not_known_is_said() -> None:
    made = document(factories.event(), "run-of-show")

    assert [plain(each.content) for each in made.blocks if isinstance(each, Paragraph)] == [
        "The programme is not known yet."
    ]


# --- Brief -------------------------------------------------------------------------------------------------------


def test_pairs_are_every_two_languages_once() -> None:
    assert pairs(forum()) == [("zh-hans", "ja"), ("zh-hans", "ko"), ("ja", "ko")]


def test_brief_has_the_two_languages_side_by_side() -> None:
    made = document(forum(), "interpreters-brief", between=("ja", "ko"))

    assert facts(made)["Languages"] == "Japanese – Korean"
    assert table(made, 0) == [
        ["Name", "Japanese", "Korean"],
        ["道上尚史 (Hisashi Michigami)", "事務局\n事務局長", "사무국"],
    ]
    assert table(made, 1) == [
        ["", "Japanese", "Korean"],
        ["1. Panel", "駐車の討論\n駐車を検討する", ""],
        ["Hisashi Michigami", "", "주차 이야기"],
    ]


def test_brief_names_the_terms_that_occur_in_both_languages() -> None:
    load_seed([json.dumps(PARKING)])
    engine.forget()

    made = document(forum(), "interpreters-brief", between=("ja", "ko"))

    assert table(made, 2) == [["Japanese", "Korean"], ["駐車\nパーキング", "주차"]]


def test_brief_warns_of_words_that_mislead() -> None:
    made = document(forum(), "interpreters-brief", between=("ja", "zh-hans"))

    (misleading,) = [each for each in made.blocks if isinstance(each, Facts)][1:]
    assert any("検討" in plain(forms) for forms, _note in misleading.pairs)


def test_brief_without_terms_says_so() -> None:
    made = document(factories.event(languages=["ja", "ko"]), "interpreters-brief")

    assert "Terms" in headings(made)
    assert "No term of the termbase occurs in these texts." in [
        plain(each.content) for each in made.blocks if isinstance(each, Paragraph)
    ]


# --- Report ------------------------------------------------------------------------------------------------------


def test_report_says_only_what_is_known() -> None:
    bare = document(factories.event(), "report")
    told = document(
        forum(
            asked_for=[{"en": "more cities"}],
            attendance=[{"value": 500, "qualifier": "over", "source": "https://one.example/a"}],
            sources=["https://one.example/a"],
        ),
        "report",
    )

    assert headings(bare) == ["Programme"]
    assert headings(told) == ["Programme", "Attendance", "What participants asked for afterwards", "Sources"]


def test_other_apps_add_sections_in_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_sections", dict(registry._sections))
    papers.register_section(Section("questions", 40, lambda told: [Heading(runs(f"Q {told.event.code}"))]))
    event = forum(asked_for=[{"en": "more cities"}])

    found = headings(document(event, "report"))

    assert found == ["Programme", f"Q {event.code}", "What participants asked for afterwards"]


# --- Certificate -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_certificate_names_the_person_and_says_what_is_known(language: str) -> None:
    attended = Attendance(LocalizedText("山田花子", "ja"), latin="YAMADA Hanako", minutes=95, code="K7QX2M9R")

    made = certificate(forum(), attended, Asked(language, factories.user()))

    assert made.language == language
    values = list(facts(made).values())
    assert values[0] == "山田花子 · YAMADA Hanako"
    assert not any(value == "" for value in values)
    assert any("95" in value for value in values)
    assert "K7QX2M9R" in plain(made.blocks[-1].content)  # type: ignore[union-attr]


# --- Pages and files ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_of_the_sample_event_comes_in_every_format(
    organizer: Client, countries: Any, kind: str, language: str
) -> None:
    event = load_sample_event()
    query = f"?language={language}"

    page = organizer.get(address(event, kind, "html", query))
    word = organizer.get(address(event, kind, "docx", query))
    hangul = organizer.get(address(event, kind, "hwpx", query))

    tag = {"zh-hans": "zh-Hans"}.get(language, language)
    assert f'<article class="paper" lang="{tag}"' in page.content.decode()
    read = python_docx.Document(io.BytesIO(word.content))
    said = [each.text for each in read.paragraphs] + [
        cell.text for each in read.tables for row in each.rows for cell in row.cells
    ]
    assert any("Kyong-yul Lee" in text for text in said)
    assert any("Kyong-yul Lee" in each.text for each in extract(hangul.content, "a.hwpx").blocks)
    assert f".{'docx'}" in word["Content-Disposition"]


@pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}")
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="not installed: poppler-utils")
@pytest.mark.parametrize("language", LANGUAGES)
def test_run_of_show_of_the_sample_event_is_printed(
    organizer: Client, countries: Any, tmp_path: Path, language: str
) -> None:
    event = load_sample_event()

    answer = organizer.get(address(event, "run-of-show", "pdf", f"?language={language}"))

    assert answer["Content-Type"] == "application/pdf"
    path = tmp_path / "a.pdf"
    path.write_bytes(answer.content)
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Kyong-yul Lee" in text
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
    family = {"ja": "CJK-JP", "ko": "CJK-KR", "zh-hans": "CJK-SC"}.get(language, "Noto-Sans")
    assert family in fonts


@pytest.mark.parametrize("kind", KINDS)
def test_paper_takes_few_queries(
    organizer: Client, countries: Any, django_assert_max_num_queries: Callable[[int], Any], kind: str
) -> None:
    event = load_sample_event()
    organizer.get(address(event, kind, "html"))

    # The report asks every app above whether it has anything to tell.
    with django_assert_max_num_queries(18 if kind == "report" else 12):
        organizer.get(address(event, kind, "html"))


def test_overview_offers_what_the_person_may_read(organizer: Client) -> None:
    event = forum()

    page = organizer.get(f"/en/events/{event.code}/papers/?language=ko&between=ja,ko").content.decode()

    for kind in KINDS:
        assert f"/papers/{kind}.docx?language=ko" in page
    assert "/papers/interpreters-brief.hwpx?language=ko&amp;between=ja,ko" in page
    assert "/papers/report.hwpx?language=ko&amp;between" not in page


def test_interpreters_of_the_site_read_the_brief_of_an_announced_event(client: Client, draft: Event) -> None:
    client.force_login(factories.user(roles=["translator"]))
    event = forum()

    assert client.get(address(event, "interpreters-brief", "html")).status_code == 200
    assert client.get(address(event, "run-of-show", "html")).status_code == 403
    assert client.get(address(draft, "interpreters-brief", "html")).status_code == 404
    assert "/papers/" in client.get(f"/en/events/{event.code}/").content.decode()


def test_others_do_not_get_papers(client: Client) -> None:
    event = forum()

    assert client.get(f"/en/events/{event.code}/papers/").status_code == 302
    client.force_login(factories.user())
    assert client.get(f"/en/events/{event.code}/papers/").status_code == 403
    assert client.get(address(event, "report", "docx")).status_code == 403
    assert "/papers/" not in client.get(f"/en/events/{event.code}/").content.decode()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?language=fr", "“fr” is not one of: en, ja, ko, zh-hans."),
        ("?between=ja", "Name two different languages of this event, with a comma between them."),
        ("?between=ja,ja", "Name two different languages of this event, with a comma between them."),
        ("?between=ja,en", "Name two different languages of this event, with a comma between them."),
    ],
)
def test_what_cannot_be_asked_for_is_explained(organizer: Client, query: str, sentence: str) -> None:
    answer = organizer.get(address(forum(), "interpreters-brief", "html", query))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_unknown_papers_and_formats_are_not_there(organizer: Client) -> None:
    event = forum()

    assert organizer.get(address(event, "menu", "html")).status_code == 404
    assert organizer.get(address(event, "report", "exe")).status_code == 404


def test_without_the_means_the_button_gives_way_to_the_reason(
    organizer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = forum()
    monkeypatch.setattr(
        sys.modules["tricity.events.views.papers"], "without_engine", lambda: ("libpango-1.0-0",)
    )

    page = organizer.get(f"/en/events/{event.code}/papers/").content.decode()

    assert ".pdf?" not in page
    assert "This site cannot make PDF files" in page
    assert ".docx?" in page


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("missing", "This site cannot make PDF files"),
        ("busy", "Try again in a minute"),
        ("too-slow", "took too long"),
        ("crashed", "could not be made"),
    ],
)
def test_pdf_that_fails_says_why_and_what_works(
    organizer: Client, monkeypatch: pytest.MonkeyPatch, reason: str, words: str
) -> None:
    def fail(made: Document, suffix: str) -> bytes:
        raise CannotPrint(reason)

    monkeypatch.setattr(papers, "written", fail)

    answer = organizer.get(address(forum(), "report", "pdf"))

    assert answer.status_code == 503
    assert words in answer.content.decode()
