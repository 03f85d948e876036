from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bundles.conftest import Make
from tests.replay.made import BYTES
from tricity.bundles.actions import make_event_bundle
from tricity.bundles.actions import making as actions
from tricity.bundles.checking import check
from tricity.bundles.errors import Faulty, NotABundle
from tricity.bundles.manifest import files_in
from tricity.bundles.style import style
from tricity.events.actions import keep_text
from tricity.events.models import Event, Resource

pytestmark = pytest.mark.django_db
LANGUAGES = {"en": "en", "ja": "ja", "ko": "ko", "zh-hans": "zh-Hans"}


def html(out: Path, path: str) -> str:
    return (out / path).read_text(encoding="utf-8")


def test_every_sum_link_and_fragment_of_the_sample_event_holds_in_four_languages(
    webinar: Event, make: Make, out: Path
) -> None:
    make(webinar)

    found = check(out)

    assert found.problems == ()
    assert found.about["languages"] == sorted(LANGUAGES, key=["en", "ja", "zh-hans", "ko"].index)
    assert {path.partition("/")[0] for path in files_in(out)} == {
        *LANGUAGES, "captions", "files", "index.html", "sound", "style.css",
    }  # fmt: skip
    for folder, tag in LANGUAGES.items():
        names = {path.name for path in (out / folder).iterdir()}
        assert {
            f"{name}.html" for name in ("index", "programme", "questions", "recording", "files", "records")
        } <= names
        assert {f"transcript-{language}.html" for language in LANGUAGES} <= names
        assert len([name for name in names if name.startswith("r-")]) == 1
        assert all(f'<html lang="{tag}">' in html(out, f"{folder}/{name}") for name in names)


def test_same_data_give_the_same_bytes(webinar: Event, make: Make, out: Path, tmp_path: Path) -> None:
    make(webinar)
    again = tmp_path / "again"
    make_event_bundle(webinar, again)

    assert (again / "manifest.json").read_bytes() == (out / "manifest.json").read_bytes()


def test_pages_hold_programme_answers_and_moments_one_can_follow(
    webinar: Event, make: Make, out: Path
) -> None:
    make(webinar)

    assert "道上尚史" in html(out, "en/programme.html")
    assert "市が払います。" in html(out, "ja/questions.html")
    transcript = html(out, "en/transcript-ja.html")
    assert '<li id="l2"><a href="../sound/ja.m4a#t=40.0">' in transcript
    assert '<span class="pre-line" lang="ja">Second line.</span>' in transcript
    assert "../sound/floor.m4a#t=40.0" in html(out, "ja/transcript-en.html")
    assert html(out, "captions/ko.vtt").startswith("WEBVTT\n\n00:00:00.000 --> 00:00:05.000\n")
    assert (out / "sound/ko.m4a").read_bytes() == BYTES


def test_hours_stand_in_the_zone_of_the_event_and_in_the_capitals(
    webinar: Event, make: Make, out: Path
) -> None:
    make(webinar)

    page = html(out, "en/index.html")

    assert "06:00" in page
    assert "14:00" in page
    assert "15:00" in page


def test_start_page_offers_the_languages_by_their_own_names(event: Event, make: Make, out: Path) -> None:
    make(event)

    page = html(out, "index.html")

    places = [page.index(f'lang="{tag}"><a class="card" href="{code}/index.html"') for code, tag in (
        ("en", "en"), ("ja", "ja"), ("zh-hans", "zh-Hans"), ("ko", "ko"),
    )]  # fmt: skip
    assert places == sorted(places)


def test_event_with_nothing_more_is_a_bundle_too(event: Event, make: Make, out: Path) -> None:
    made = make(event)

    assert check(out).problems == ()
    assert made.pages == 1 + 4 * 2
    assert made.files == made.pages + 2


def test_slides_are_carried_under_plain_names_and_missing_ones_named(
    event: Event, make: Make, out: Path
) -> None:
    keep_text(event, "CO2", external_id="a", titles={"en": "Our plan: CO₂"}, language="ja")
    gone = keep_text(event, "gone", external_id="b", titles={"en": "Gone"}, language="")
    Path(Resource.objects.get(pk=gone.pk).file.path).unlink()

    made = make(event)

    assert html(out, "files/our-plan-co2-ja.txt") == "CO2"
    assert made.left_out == ("Gone",)
    assert "Gone" not in html(out, "en/files.html")


def test_earlier_bundle_is_replaced_as_a_whole(event: Event, make: Make, out: Path) -> None:
    keep_text(event, "x", external_id="a", titles={"en": "Plan"}, language="")
    make(event)
    event.resources.all().delete()

    make(event)

    assert not (out / "files").exists()
    assert [path.name for path in out.parent.iterdir()] == ["bundle"]


@pytest.mark.parametrize("name", ["notes.txt", "manifest.json"])
def test_folder_with_anything_else_is_refused_and_stays(
    event: Event, make: Make, out: Path, name: str
) -> None:
    out.mkdir(parents=True)
    (out / name).write_text(json.dumps({"format": "other"}))

    with pytest.raises(NotABundle):
        make(event)

    assert [path.name for path in out.iterdir()] == [name]


def test_what_fails_leaves_the_earlier_bundle_and_nothing_beside_it(
    event: Event, make: Make, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(event)
    before = (out / "manifest.json").read_bytes()
    event.titles = {"en": "Another"}
    monkeypatch.setattr(actions, "start_page", lambda titles: '<a href="https://example.org/">x</a>')

    with pytest.raises(Faulty, match=r"outside index\.html:1 https://example\.org/"):
        make(event)

    assert (out / "manifest.json").read_bytes() == before
    assert [path.name for path in out.parent.iterdir()] == ["bundle"]


def test_style_sheet_is_that_of_the_site_without_imports() -> None:
    sheet = style()

    assert "@import" not in sheet
    assert "url(" not in sheet
    assert "@layer tokens {" in sheet
    assert ".start {" in sheet


def test_line_ends_and_markup_in_texts_stay_text(event: Event, make: Make, out: Path) -> None:
    event.titles = {"en": "<script>alert(1)</script>"}
    event.save()

    make(event)

    assert check(out).problems == ()
    assert "&lt;script&gt;" in html(out, "en/index.html")


def test_progress_ends_where_it_said(event: Event, out: Path) -> None:
    steps: list[tuple[int, int]] = []

    make_event_bundle(event, out, lambda done, total: steps.append((done, total)))

    assert steps == [(number, 5) for number in range(1, 6)]
