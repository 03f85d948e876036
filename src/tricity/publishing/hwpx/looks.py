"""Looks of characters and paragraphs: the header's tables, to whose rows the text refers by number."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tricity.publishing.hwpx.names import POINT, SCRIPTS
from tricity.publishing.languages import LANGUAGES, language_of
from tricity.publishing.markup import node

# Every language has its font, whichever of the seven scripts a character belongs to: 直 and 骨 are one code each.
FONTS = tuple(dict.fromkeys(language.hwp_font for language in LANGUAGES.values()))


@dataclass(frozen=True, slots=True)
class Letters:
    """`points` is the height; `font` a place in FONTS."""

    font: int
    points: float = 10.0
    is_bold: bool = False
    colour: str = "#000000"
    is_underlined: bool = False


def font_of(code: str) -> int:
    return FONTS.index(language_of(code).hwp_font)


class LettersTable:
    """The looks in use, numbered as they are met; the first is that of plain text."""

    def __init__(self, plain: Letters) -> None:
        self._numbers = {plain: 0}

    def number(self, letters: Letters) -> int:
        return self._numbers.setdefault(letters, len(self._numbers))

    def element(self) -> Element:
        made = [_letters(number, letters) for letters, number in self._numbers.items()]
        return node("hh:charProperties", {"itemCnt": len(made)}, *made)


def fonts() -> Element:
    kind = {
        "familyType": "FCAT_GOTHIC",
        "weight": 6,
        "proportion": 4,
        "contrast": 0,
        "strokeVariation": 1,
        "armStyle": 1,
        "letterform": 1,
        "midline": 1,
        "xHeight": 1,
    }
    root = node("hh:fontfaces", {"itemCnt": len(SCRIPTS)})
    for script in SCRIPTS:
        faces = [
            node(
                "hh:font",
                {"id": number, "face": face, "type": "TTF", "isEmbedded": 0},
                node("hh:typeInfo", kind),
            )
            for number, face in enumerate(FONTS)
        ]
        root.append(node("hh:fontface", {"lang": script, "fontCnt": len(faces)}, *faces))
    return root


def _letters(number: int, letters: Letters) -> Element:
    def every(value: int) -> dict[str, int]:
        return {script.lower(): value for script in SCRIPTS}

    values = {
        "id": number,
        "height": int(letters.points * POINT),
        "textColor": letters.colour,
        "shadeColor": "none",
        "useFontSpace": 0,
        "useKerning": 0,
        "symMark": "NONE",
        "borderFillIDRef": 2,
    }
    line = {"type": "BOTTOM" if letters.is_underlined else "NONE", "shape": "SOLID", "color": letters.colour}
    return node(
        "hh:charPr",
        values,
        node("hh:fontRef", every(letters.font)),
        node("hh:ratio", every(100)),
        node("hh:spacing", every(0)),
        node("hh:relSz", every(100)),
        node("hh:offset", every(0)),
        node("hh:bold") if letters.is_bold else None,
        node("hh:underline", line),
        node("hh:strikeout", {"shape": "NONE", "color": "#000000"}),
        node("hh:outline", {"type": "NONE"}),
        node("hh:shadow", {"type": "NONE", "color": "#C0C0C0", "offsetX": 10, "offsetY": 10}),
    )


def borders() -> Element:
    """1: nothing (of pages), 2: nothing (of text), 3: thin lines, 4: thin lines on grey, for the heads of tables."""
    rows = [("NONE", ""), ("NONE", "none"), ("SOLID", "none"), ("SOLID", "#EEF1F4")]
    made = [_border(number, *row) for number, row in enumerate(rows, start=1)]
    return node("hh:borderFills", {"itemCnt": len(made)}, *made)


def _border(number: int, kind: str, fill: str) -> Element:
    line = {"type": kind, "width": "0.12 mm", "color": "#AAAAAA" if kind == "SOLID" else "#000000"}
    slash = {"type": "NONE", "Crooked": 0, "isCounter": 0}
    brush = {"faceColor": fill, "hatchColor": "#999999", "alpha": 0}
    return node(
        "hh:borderFill",
        {"id": number, "threeD": 0, "shadow": 0, "centerLine": "NONE", "breakCellSeparateLine": 0},
        node("hh:slash", slash),
        node("hh:backSlash", slash),
        *(node(f"hh:{side}Border", line) for side in ("left", "right", "top", "bottom")),
        node("hh:diagonal", {"type": "SOLID", "width": "0.1 mm", "color": "#000000"}),
        node("hc:fillBrush", None, node("hc:winBrush", brush)) if fill else None,
    )
