from __future__ import annotations

from pathlib import Path

import pytest

from tricity.bundles import manifest
from tricity.bundles.checking import Fault, check

PAGE = '<!doctype html><html lang="en"><head><title>A</title></head><body>{}</body></html>'


def bundle(folder: Path, **pages: str) -> Path:
    """A bundle with a start page and others beside it; each argument is the body of `<name>.html`."""
    for name, body in {"index": "", **pages}.items():
        (folder / f"{name}.html").write_text(PAGE.format(body), encoding="utf-8")
    return sealed(folder)


def sealed(folder: Path) -> Path:
    (folder / manifest.MANIFEST).unlink(missing_ok=True)
    manifest.write(folder, {}, [manifest.entry(folder, path) for path in manifest.files_in(folder)])
    return folder


def faults(folder: Path) -> list[tuple[str, str, str]]:
    return [(each.fault.value, each.path, each.what) for each in check(folder).problems]


def test_whole_bundle_has_no_problem_and_is_counted(tmp_path: Path) -> None:
    bundle(tmp_path, index='<a href="two.html#place">Two</a>', two='<p id="place"></p>')

    found = check(tmp_path)

    assert found.problems == ()
    assert (found.files, found.pages, found.links) == (2, 2, 1)


def test_folder_without_manifest_is_no_bundle(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("")

    assert faults(tmp_path) == [("no-manifest", "manifest.json", "")]


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"format": "tricity-bundle", "version": 2, "files": []}', "[" * 9999]
)
def test_manifest_that_cannot_be_read_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)

    assert faults(tmp_path) == [("no-manifest", "manifest.json", "")]


def test_one_changed_byte_is_found(tmp_path: Path) -> None:
    bundle(tmp_path, index='<a href="two.html">Two</a>', two="<p>500</p>")
    (tmp_path / "two.html").write_text(PAGE.format("<p>400</p>"))

    assert faults(tmp_path) == [("changed", "two.html", "")]


def test_missing_and_added_files_are_found(tmp_path: Path) -> None:
    bundle(tmp_path, index='<a href="two.html">Two</a>', two="")
    (tmp_path / "two.html").rename(tmp_path / "three.html")

    assert ("missing", "two.html", "") in faults(tmp_path)
    assert ("unknown", "three.html", "") in faults(tmp_path)


def test_link_in_place_of_a_file_is_missing_for_it_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.html"
    outside.write_text(PAGE.format(""))
    folder = tmp_path / "bundle"
    folder.mkdir()
    bundle(folder, index='<a href="two.html">Two</a>', two="")
    (folder / "two.html").unlink()
    (folder / "two.html").symlink_to(outside)

    assert faults(folder) == [("missing", "two.html", "")]


@pytest.mark.parametrize(
    ("body", "fault", "what"),
    [
        ('<a href="none.html">x</a>', Fault.LINK, "none.html"),
        ('<a href="index.html?page=2">x</a>', Fault.LINK, "index.html?page=2"),
        ('<a href="#none">x</a>', Fault.FRAGMENT, "#none"),
        ('<a href="/en/events/">x</a>', Fault.OUTSIDE, "/en/events/"),
        ('<a href="https://example.org/">x</a>', Fault.OUTSIDE, "https://example.org/"),
        ('<a href="//example.org/">x</a>', Fault.OUTSIDE, "//example.org/"),
        ('<a rel="external" href="javascript:alert(1)">x</a>', Fault.OUTSIDE, "javascript:alert(1)"),
        ('<a href="../other.html">x</a>', Fault.LINK, "../other.html"),
        ('<img alt="" src="https://example.org/a.png">', Fault.OUTSIDE, "https://example.org/a.png"),
        ('<audio src="none.m4a"></audio>', Fault.LINK, "none.m4a"),
        ("<script>1</script>", Fault.FORBIDDEN, "<script>"),
        ('<p onclick="x()">x</p>', Fault.FORBIDDEN, "onclick"),
        ('<p id="a"></p><p id="a"></p>', Fault.ID_TWICE, "a"),
    ],
)
def test_page_that_cannot_stand_alone_is_named(tmp_path: Path, body: str, fault: Fault, what: str) -> None:
    bundle(tmp_path, index=body)

    assert faults(tmp_path) == [(fault.value, "index.html", what)]


def test_source_that_says_it_leads_away_is_allowed(tmp_path: Path) -> None:
    bundle(tmp_path, index='<a rel="noopener external" href="https://example.org/">x</a>')

    assert faults(tmp_path) == []


def test_style_sheet_may_load_nothing_from_outside(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text(
        "a { color: red }\nb { background: url('https://example.org/a.png') }"
    )
    bundle(tmp_path, index='<link rel="stylesheet" href="style.css">')

    problem = check(tmp_path).problems[0]

    assert (problem.fault, problem.path, problem.line) == (Fault.OUTSIDE, "style.css", 2)


def test_page_no_link_leads_to_is_found(tmp_path: Path) -> None:
    bundle(tmp_path, lonely="")

    assert faults(tmp_path) == [("unreached", "lonely.html", "")]


def test_name_a_system_does_not_take_is_found(tmp_path: Path) -> None:
    bundle(tmp_path, index='<a href="%E6%97%A5%E7%A8%8B.html">x</a>', 日程="")

    assert faults(tmp_path) == [("name", "日程.html", "")]


def test_page_that_does_not_say_its_language_is_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>x</title>")
    sealed(tmp_path)

    assert faults(tmp_path) == [("no-language", "index.html", "")]
