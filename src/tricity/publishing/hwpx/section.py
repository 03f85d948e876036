"""The section: A4, footnotes at the foot of the page, header and footer."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from tricity.publishing.hwpx.names import PAGE_HEIGHT, PAGE_WIDTH, SIDE_MARGIN, TEXT_WIDTH
from tricity.publishing.hwpx.text import TextWriter, counter
from tricity.publishing.markup import node
from tricity.publishing.model import Document, Run

_MARGINS = {
    "header": 3000,
    "footer": 3000,
    "gutter": 0,
    "left": SIDE_MARGIN,
    "right": SIDE_MARGIN,
    "top": 4000,
    "bottom": 3000,
}
_WHOLE_LINE = 14692344  # of Hancom's own documents: as wide as the column


def properties() -> Element:
    values = {
        "id": "",
        "textDirection": "HORIZONTAL",
        "spaceColumns": 1134,
        "tabStop": 8000,
        "tabStopVal": 4000,
        "tabStopUnit": "HWPUNIT",
        "outlineShapeIDRef": 1,
        "memoShapeIDRef": 0,
        "textVerticalWidthHead": 0,
        "masterPageCnt": 0,
    }
    hidden = {
        "hideFirstHeader": 0,
        "hideFirstFooter": 0,
        "hideFirstMasterPage": 0,
        "border": "SHOW_ALL",
        "fill": "SHOW_ALL",
        "hideFirstPageNum": 0,
        "hideFirstEmptyLine": 0,
        "showLineNumber": 0,
    }
    page = {"landscape": "WIDELY", "width": PAGE_WIDTH, "height": PAGE_HEIGHT, "gutterType": "LEFT_ONLY"}
    return node(
        "hp:secPr",
        values,
        node("hp:grid", {"lineGrid": 0, "charGrid": 0, "wonggojiFormat": 0}),
        node("hp:startNum", {"pageStartsOn": "BOTH", "page": 0, "pic": 0, "tbl": 0, "equation": 0}),
        node("hp:visibility", hidden),
        node("hp:lineNumberShape", {"restartType": 0, "countBy": 0, "distance": 0, "startNumber": 0}),
        node("hp:pagePr", page, node("hp:margin", _MARGINS)),
        _notes("foot", -1, "EACH_COLUMN"),
        _notes("end", _WHOLE_LINE, "END_OF_DOCUMENT"),
        *(_page_border(kind) for kind in ("BOTH", "EVEN", "ODD")),
    )


def header_and_footer(document: Document, text: TextWriter) -> list[Element]:
    made = []
    if document.header:
        top = text.sub_list(text.paragraph("Header", document.header), width=TEXT_WIDTH)
        made.append(node("hp:header", {"id": text.new_id(), "applyPageType": "BOTH"}, top))
    bottom = text.sub_list(_footer(document, text), across="BOTTOM", width=TEXT_WIDTH)
    made.append(node("hp:footer", {"id": text.new_id(), "applyPageType": "BOTH"}, bottom))
    return made


def _footer(document: Document, text: TextWriter) -> Element:
    said = (*document.footer, Run(" · ")) if document.footer else ()
    return text.paragraph("Header", said, last=(text.control("Header", counter("PAGE")),))


def _notes(kind: str, length: int, place: str) -> Element:
    form = {"type": "DIGIT", "userChar": "", "prefixChar": "", "suffixChar": ")", "supscript": 0}
    return node(
        f"hp:{kind}NotePr",
        None,
        node("hp:autoNumFormat", form),
        node("hp:noteLine", {"length": length, "type": "SOLID", "width": "0.12 mm", "color": "#000000"}),
        node("hp:noteSpacing", {"betweenNotes": 283, "belowLine": 567, "aboveLine": 850}),
        node("hp:numbering", {"type": "CONTINUOUS", "newNum": 1}),
        node("hp:placement", {"place": place, "beneathText": 0}),
    )


def _page_border(kind: str) -> Element:
    values = {"type": kind, "borderFillIDRef": 1, "textBorder": "PAPER", "headerInside": 0, "footerInside": 0}
    offset = {"left": 1417, "right": 1417, "top": 1417, "bottom": 1417}
    return node("hp:pageBorderFill", values | {"fillArea": "PAPER"}, node("hp:offset", offset))
