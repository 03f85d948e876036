"""`header.xml`: fonts, looks, lists and the styles of the document."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tricity.publishing.hwpx.looks import LettersTable, borders, fonts
from tricity.publishing.hwpx.names import NAMESPACES, POINT
from tricity.publishing.languages import language_of
from tricity.publishing.markup import node, part
from tricity.publishing.model import DENSE_LINES, DENSE_SPACE, Document


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of paragraph: its style's names, its letters, its spaces in points, its level in the outline (from 1)."""

    name: str
    korean: str
    points: float = 10.0
    is_bold: bool = False
    colour: str = "#000000"
    before: float = 0
    after: float = 0
    left: float = 0
    level: int = 0
    bullet: str = ""
    stays: bool = False


# In the order of their numbers; Hancom knows the names of Normal, Outline, Header and Footnote.
SHAPES = (
    Shape("Normal", "바탕글", after=6),
    Shape("Title", "제목", 20, True, after=4, stays=True),
    Shape("Subtitle", "부제목", 12, colour="#444444", after=10),
    Shape("Outline 1", "개요 1", 14, True, before=16, after=5, level=1, stays=True),
    Shape("Outline 2", "개요 2", 12, True, before=12, after=3, level=2, stays=True),
    Shape("Outline 3", "개요 3", 10.5, True, before=9, after=2, level=3, stays=True),
    Shape("Lead", "도입글", 11, after=6),
    Shape("Quiet", "작은 글", 9, colour="#555555", after=6),
    Shape("Bullet", "글머리표", after=2, left=12, bullet="BULLET"),
    Shape("Number", "번호", after=2, left=12, bullet="NUMBER"),
    Shape("Caption", "캡션", 9, True, before=4, after=3, stays=True),
    Shape("Cell", "표 본문", 9),
    Shape("Head", "표 머리", 9, True),
    Shape("Header", "머리말", 8.5, colour="#555555"),
    Shape("Footnote", "각주", 8.5),
)
NUMBERS = {shape.name: number for number, shape in enumerate(SHAPES)}
_FIRST_LIST = len(SHAPES)  # further numbered lists have shapes of their own, so that each starts from 1
_OUTLINE, _NO_LOOK = 1, 4294967295


def list_shape(at: int) -> int:
    """The paragraph shape of the numbered list `at`, from 0."""
    return _FIRST_LIST + at


def header(document: Document, letters: LettersTable, looks: list[int], numbered: int) -> bytes:
    """`looks` are the numbers of each style's letters, in the order of SHAPES."""
    is_dense = document.is_dense
    lists = [_shape(list_shape(at), SHAPES[NUMBERS["Number"]], at + 2, is_dense) for at in range(numbered)]
    shapes = [*(_shape(number, shape, 2, is_dense) for number, shape in enumerate(SHAPES)), *lists]
    tabs = node("hh:tabPr", {"id": 0, "autoTabLeft": 0, "autoTabRight": 0})
    root = node(
        "hh:head",
        {"version": "1.5", "secCnt": 1},
        node("hh:beginNum", {"page": 1, "footnote": 1, "endnote": 1, "pic": 1, "tbl": 1, "equation": 1}),
        node(
            "hh:refList",
            None,
            fonts(),
            borders(),
            letters.element(),
            node("hh:tabProperties", {"itemCnt": 1}, tabs),
            _numberings(max(numbered, 1)),
            _bullets(),
            node("hh:paraProperties", {"itemCnt": len(shapes)}, *shapes),
            _styles(document.language, looks),
        ),
        node("hh:compatibleDocument", {"targetProgram": "HWP201X"}, node("hh:layoutCompatibility")),
        node(
            "hh:docOption",
            None,
            node("hh:linkinfo", {"path": "", "pageInherit": 0, "footnoteInherit": 0}),
        ),
        node("hh:trackchageConfig", {"flags": 56}),
    )
    return part(root, NAMESPACES)


def _shape(number: int, shape: Shape, list_number: int, is_dense: bool) -> Element:
    values = {
        "id": number,
        "tabPrIDRef": 0,
        "condense": 0,
        "fontLineHeight": 0,
        "snapToGrid": 1,
        "suppressLineNumbers": 0,
        "checked": 0,
        "textDir": "LTR",
    }
    breaks = {
        "breakLatinWord": "KEEP_WORD",
        "breakNonLatinWord": "BREAK_WORD",
        "widowOrphan": 1,
        "keepWithNext": int(shape.stays),
        "keepLines": 0,
        "pageBreakBefore": 0,
        "lineWrap": "BREAK",
    }
    nothing = {
        "offsetLeft": 0,
        "offsetRight": 0,
        "offsetTop": 0,
        "offsetBottom": 0,
        "connect": 0,
        "ignoreMargin": 0,
    }
    return node(
        "hh:paraPr",
        values,
        node("hh:align", {"horizontal": "LEFT", "vertical": "BASELINE"}),
        _heading(shape, list_number),
        node("hh:breakSetting", breaks),
        node("hh:autoSpacing", {"eAsianEng": 0, "eAsianNum": 0}),
        _spaces(shape, is_dense),
        node("hh:border", {"borderFillIDRef": 2} | nothing),
    )


def _heading(shape: Shape, list_number: int) -> Element:
    if shape.level:
        return node("hh:heading", {"type": "OUTLINE", "idRef": 0, "level": shape.level - 1})
    if shape.bullet:
        number = 1 if shape.bullet == "BULLET" else list_number
        return node("hh:heading", {"type": shape.bullet, "idRef": number, "level": 0})
    return node("hh:heading", {"type": "NONE", "idRef": 0, "level": 0})


def _spaces(shape: Shape, is_dense: bool) -> Element:
    """Twice, as Hancom writes them: in units, and in half units for older programs."""
    space, line = (DENSE_SPACE, int(150 * DENSE_LINES)) if is_dense else (1, 150)

    def both(factor: int) -> tuple[Element, Element]:
        around = {"prev": shape.before * space, "next": shape.after * space}
        sizes = {"intent": 0, "left": shape.left, "right": 0, **around}
        inner = [
            node(f"hc:{name}", {"value": int(size * POINT * factor), "unit": "HWPUNIT"})
            for name, size in sizes.items()
        ]
        lines = node("hh:lineSpacing", {"type": "PERCENT", "value": line, "unit": "HWPUNIT"})
        return node("hh:margin", None, *inner), lines

    case = node("hp:case", {"hp:required-namespace": NAMESPACES["hwpunitchar"]}, *both(1))
    return node("hp:switch", None, case, node("hp:default", None, *both(2)))


def _numberings(count: int) -> Element:
    """1 is the outline, without figures; then one for each numbered list."""
    made = [_numbering(_OUTLINE, "")]
    made += [_numbering(at + 2, "^1.") for at in range(count)]
    return node("hh:numberings", {"itemCnt": len(made)}, *made)


def _numbering(number: int, text: str) -> Element:
    return node(
        "hh:numbering", {"id": number, "start": 0}, *(_paragraph_head(level, text) for level in range(1, 8))
    )


def _paragraph_head(level: int, text: str) -> Element:
    values = {
        "start": 1,
        "level": level,
        "align": "LEFT",
        "useInstWidth": 1,
        "autoIndent": 1,
        "widthAdjust": 0,
        "textOffsetType": "PERCENT",
        "textOffset": 50,
        "numFormat": "DIGIT",
        "charPrIDRef": _NO_LOOK,
        "checkable": 0,
    }
    return node("hh:paraHead", values, text=text)


def _bullets() -> Element:
    head = _paragraph_head(0, "")
    return node("hh:bullets", {"itemCnt": 1}, node("hh:bullet", {"id": 1, "char": "•", "useImage": 0}, head))


def _styles(language: str, looks: list[int]) -> Element:
    made = []
    for number, (shape, look) in enumerate(zip(SHAPES, looks, strict=True)):
        values = {
            "id": number,
            "type": "PARA",
            "name": shape.korean,
            "engName": shape.name,
            "paraPrIDRef": number,
            "charPrIDRef": look,
            "nextStyleIDRef": 0 if shape.stays else number,
            "langID": language_of(language).lcid,
            "lockForm": 0,
        }
        made.append(node("hh:style", values))
    return node("hh:styles", {"itemCnt": len(made)}, *made)
