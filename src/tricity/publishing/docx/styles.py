"""Styles and lists: names that Word, LibreOffice and WPS know, so that headings make an outline."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from tricity.publishing.docx.names import TEXT_NAMESPACES
from tricity.publishing.docx.text import font, spoken
from tricity.publishing.languages import is_east_asian, language_of
from tricity.publishing.markup import node, part
from tricity.publishing.model import DENSE_LETTERS, DENSE_LINES, DENSE_SPACE

# Style: name, based on, points, bold, colour, space before and after in points, outline level, stays with the next.
_PARAGRAPHS = (
    ("Title", "Title", "Normal", 20, True, "", 0, 4, None, True),
    ("Subtitle", "Subtitle", "Normal", 12, False, "444444", 0, 10, None, False),
    ("Heading1", "heading 1", "Normal", 14, True, "", 16, 5, 0, True),
    ("Heading2", "heading 2", "Normal", 12, True, "", 12, 3, 1, True),
    ("Heading3", "heading 3", "Normal", 10.5, True, "", 9, 2, 2, True),
    ("Lead", "Lead", "Normal", 11, False, "", 0, 6, None, False),
    ("Quiet", "Quiet", "Normal", 9, False, "555555", 0, 6, None, False),
    ("ListParagraph", "List Paragraph", "Normal", 10, False, "", 0, 2, None, False),
    ("Caption", "caption", "Normal", 9, True, "", 4, 3, None, True),
    ("TableText", "Table Text", "Normal", 9, False, "", 0, 0, None, False),
    ("TableHead", "Table Head", "TableText", 9, True, "", 0, 0, None, True),
    ("Figure", "Figure", "Normal", 10, False, "", 6, 2, None, True),
    ("FootnoteText", "footnote text", "Normal", 8.5, False, "", 0, 0, None, False),
    ("Header", "header", "Normal", 8.5, False, "555555", 0, 0, None, False),
    ("Footer", "footer", "Normal", 8.5, False, "555555", 0, 0, None, False),
)
BULLETS, NUMBERS = 1, 2


def styles(code: str, *, is_dense: bool = False) -> bytes:
    language = language_of(code)
    said = spoken(language)
    if not is_east_asian(language):
        said.set("w:eastAsia", "ja-JP")  # text whose language is not stated
    height = _half_points(10, is_dense)
    letters = node(
        "w:rPr",
        None,
        font(language),
        node("w:sz", {"w:val": height}),
        node("w:szCs", {"w:val": height}),
        said,
    )
    defaults = node(
        "w:docDefaults",
        None,
        node("w:rPrDefault", None, letters),
        node("w:pPrDefault", None, node("w:pPr", None, _spacing(0, 6, is_dense))),
    )
    normal = node("w:style", {"w:type": "paragraph", "w:default": 1, "w:styleId": "Normal"})
    normal.extend([node("w:name", {"w:val": "Normal"}), node("w:qFormat")])
    made = [_paragraph_style(*row, is_dense=is_dense) for row in _PARAGRAPHS]
    return part(node("w:styles", None, defaults, normal, *_characters(), *made, *_tables()), TEXT_NAMESPACES)


def _half_points(points: float, is_dense: bool) -> int:
    return round(points * 2 * (DENSE_LETTERS if is_dense else 1))


def _spacing(before: float, after: float, is_dense: bool) -> Element:
    twentieths = 20 * (DENSE_SPACE if is_dense else 1)
    return node(
        "w:spacing",
        {
            "w:before": int(before * twentieths),
            "w:after": int(after * twentieths),
            "w:line": int(300 * (DENSE_LINES if is_dense else 1)),
            "w:lineRule": "auto",
        },
    )


def _paragraph_style(
    key: str,
    name: str,
    based: str,
    points: float,
    is_bold: bool,
    colour: str,
    before: float,
    after: float,
    level: int | None,
    stays: bool,
    *,
    is_dense: bool,
) -> Element:
    half = _half_points(points, is_dense)
    shape = node(
        "w:pPr",
        None,
        node("w:keepNext") if stays else None,
        _spacing(before, after, is_dense),
        node("w:outlineLvl", {"w:val": level}) if level is not None else None,
    )
    letters = node(
        "w:rPr",
        None,
        *([node("w:b"), node("w:bCs")] if is_bold else []),
        node("w:color", {"w:val": colour}) if colour else None,
        node("w:sz", {"w:val": half}),
        node("w:szCs", {"w:val": half}),
    )
    return node(
        "w:style",
        {"w:type": "paragraph", "w:styleId": key},
        node("w:name", {"w:val": name}),
        node("w:basedOn", {"w:val": based}),
        node("w:next", {"w:val": "Normal"}),
        node("w:qFormat"),
        shape,
        letters,
    )


def _characters() -> list[Element]:
    raised = node("w:rPr", None, node("w:vertAlign", {"w:val": "superscript"}))
    linked = node("w:rPr", None, node("w:color", {"w:val": "1A4F8B"}), node("w:u", {"w:val": "single"}))
    return [
        node("w:style", {"w:type": "character", "w:styleId": key}, node("w:name", {"w:val": name}), looks)
        for key, name, looks in (
            ("FootnoteReference", "footnote reference", raised),
            ("Hyperlink", "Hyperlink", linked),
        )
    ]


def _tables() -> list[Element]:
    line = {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": "AAAAAA"}
    lines = node(
        "w:tblBorders",
        None,
        *(node(f"w:{side}", line) for side in ("top", "left", "bottom", "right", "insideH", "insideV")),
    )
    margins = node(
        "w:tblCellMar",
        None,
        *(
            node(f"w:{side}", {"w:w": width, "w:type": "dxa"})
            for side, width in (("top", 40), ("left", 90), ("bottom", 40), ("right", 90))
        ),
    )
    kind = {"w:type": "table", "w:styleId": "Grid"}
    grid = node(
        "w:style", kind, node("w:name", {"w:val": "Table Grid"}), node("w:tblPr", None, lines, margins)
    )
    kind = {"w:type": "table", "w:styleId": "Facts"}
    facts = node("w:style", kind, node("w:name", {"w:val": "Facts"}), node("w:tblPr", None, margins))
    return [grid, facts]


def lists(numbered: int) -> bytes:
    """Definitions of bullets (`BULLETS`) and, from `NUMBERS` on, of as many numbered lists, each from 1."""
    root = node("w:numbering")
    for key, form, text in ((0, "bullet", "•"), (1, "decimal", "%1.")):
        level = node(
            "w:lvl",
            {"w:ilvl": 0},
            node("w:start", {"w:val": 1}),
            node("w:numFmt", {"w:val": form}),
            node("w:lvlText", {"w:val": text}),
            node("w:lvlJc", {"w:val": "left"}),
            node("w:pPr", None, node("w:ind", {"w:left": 400, "w:hanging": 300})),
        )
        root.append(
            node(
                "w:abstractNum",
                {"w:abstractNumId": key},
                node("w:multiLevelType", {"w:val": "singleLevel"}),
                level,
            )
        )
    root.append(node("w:num", {"w:numId": BULLETS}, node("w:abstractNumId", {"w:val": 0})))
    for at in range(numbered):
        again = node("w:lvlOverride", {"w:ilvl": 0}, node("w:startOverride", {"w:val": 1}))
        root.append(node("w:num", {"w:numId": NUMBERS + at}, node("w:abstractNumId", {"w:val": 1}), again))
    return part(root, TEXT_NAMESPACES)
