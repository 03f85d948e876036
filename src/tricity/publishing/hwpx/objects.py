"""Tables and pictures of OWPML; both stand in the line like a letter."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from tricity.publishing.hwpx.names import PIXEL, TEXT_WIDTH
from tricity.publishing.hwpx.text import TextWriter
from tricity.publishing.markup import node
from tricity.publishing.model import Figure
from tricity.publishing.pictures import size_of

Cell = tuple[
    Element, int, bool
]  # its paragraph, the number of its border, whether it is of the repeated head
_LINE_HEIGHT = 1800
_HIGHEST = 60_000
_CELL_MARGIN = {"left": 400, "right": 400, "top": 141, "bottom": 141}
_NOTHING = {"left": 0, "right": 0, "top": 0, "bottom": 0}


def table(
    text: TextWriter, rows: Sequence[Sequence[Cell]], widths: Sequence[int], *, has_head: bool, lines: int
) -> Element:
    values = {
        "id": text.new_id(),
        "zOrder": 0,
        "numberingType": "TABLE",
        "textWrap": "TOP_AND_BOTTOM",
        "textFlow": "BOTH_SIDES",
        "lock": 0,
        "dropcapstyle": "None",
        "pageBreak": "CELL",
        "repeatHeader": int(has_head),
        "rowCnt": len(rows),
        "colCnt": len(widths),
        "cellSpacing": 0,
        "borderFillIDRef": lines,
        "noAdjust": 0,
    }
    made = node(
        "hp:tbl",
        values,
        *_place(sum(widths), _LINE_HEIGHT * len(rows)),
        node("hp:outMargin", _NOTHING),
        node("hp:inMargin", _CELL_MARGIN),
    )
    for row, cells in enumerate(rows):
        inner = [_cell(text, each, row, column, widths[column]) for column, each in enumerate(cells)]
        made.append(node("hp:tr", None, *inner))
    return made


def _cell(text: TextWriter, cell: Cell, row: int, column: int, width: int) -> Element:
    paragraph, border, is_head = cell
    values = {"name": "", "header": int(is_head), "hasMargin": 0, "protect": 0, "editable": 0, "dirty": 0}
    return node(
        "hp:tc",
        values | {"borderFillIDRef": border},
        text.sub_list(paragraph, across="CENTER"),
        node("hp:cellAddr", {"colAddr": column, "rowAddr": row}),
        node("hp:cellSpan", {"colSpan": 1, "rowSpan": 1}),
        node("hp:cellSz", {"width": width, "height": _LINE_HEIGHT}),
        node("hp:cellMargin", _CELL_MARGIN),
    )


def picture(text: TextWriter, figure: Figure, name: str) -> Element:
    size = size_of(figure.svg)
    scale = min(1.0, TEXT_WIDTH / (size.width * PIXEL), _HIGHEST / (size.height * PIXEL))
    width, height = int(size.width * PIXEL * scale), int(size.height * PIXEL * scale)
    number = text.new_id()
    values = {
        "id": number,
        "zOrder": 0,
        "numberingType": "PICTURE",
        "textWrap": "TOP_AND_BOTTOM",
        "textFlow": "BOTH_SIDES",
        "lock": 0,
        "dropcapstyle": "None",
        "href": "",
        "groupLevel": 0,
        "instid": number,
        "reverse": 0,
    }
    box = {"width": width, "height": height}
    same = {"e1": 1, "e2": 0, "e3": 0, "e4": 0, "e5": 1, "e6": 0}
    corners = ((0, 0), (width, 0), (width, height), (0, height))
    turned = {"angle": 0, "centerX": width // 2, "centerY": height // 2, "rotateimage": 1}
    image = {"binaryItemIDRef": name, "bright": 0, "contrast": 0, "effect": "REAL_PIC", "alpha": 0}
    return node(
        "hp:pic",
        values,
        node("hp:offset", {"x": 0, "y": 0}),
        node("hp:orgSz", box),
        node("hp:curSz", box),
        node("hp:flip", {"horizontal": 0, "vertical": 0}),
        node("hp:rotationInfo", turned),
        node(
            "hp:renderingInfo",
            None,
            *(node(f"hc:{matrix}Matrix", same) for matrix in ("trans", "sca", "rot")),
        ),
        node(
            "hp:imgRect", None, *(node(f"hc:pt{at}", {"x": x, "y": y}) for at, (x, y) in enumerate(corners))
        ),
        node("hp:imgClip", {"left": 0, "right": width, "top": 0, "bottom": height}),
        node("hp:inMargin", _NOTHING),
        node("hp:imgDim", {"dimwidth": width, "dimheight": height}),
        node("hc:img", image),
        node("hp:effects"),
        *_place(width, height),
        node("hp:outMargin", _NOTHING),
        node("hp:shapeComment", text=figure.alternative),
    )


def _place(width: int, height: int) -> tuple[Element, Element]:
    size = {
        "width": width,
        "widthRelTo": "ABSOLUTE",
        "height": height,
        "heightRelTo": "ABSOLUTE",
        "protect": 0,
    }
    place = {
        "treatAsChar": 1,
        "affectLSpacing": 0,
        "flowWithText": 1,
        "allowOverlap": 0,
        "holdAnchorAndSO": 0,
        "vertRelTo": "PARA",
        "horzRelTo": "COLUMN",
        "vertAlign": "TOP",
        "horzAlign": "LEFT",
        "vertOffset": 0,
        "horzOffset": 0,
    }
    return node("hp:sz", size), node("hp:pos", place)
