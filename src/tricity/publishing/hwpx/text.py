"""Paragraphs and runs of OWPML; footnotes and links are controls inside runs."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tricity.publishing.hwpx.head import NUMBERS, SHAPES
from tricity.publishing.hwpx.looks import Letters, LettersTable, font_of
from tricity.publishing.markup import node
from tricity.publishing.model import DENSE_LETTERS, Run, Runs

_LINK_FIELD = 627600491  # the kind of the field, "%hlk" in HWP 5
_LINK_COLOUR = "#1A4F8B"
_NOTE_END = ")"


class TextWriter:
    """Writes paragraphs; numbers the looks, the notes and whatever needs an id of its own."""

    def __init__(self, language: str, *, is_dense: bool = False) -> None:
        self._language = language
        self._scale = DENSE_LETTERS if is_dense else 1
        self.letters = LettersTable(Letters(font_of(language), SHAPES[0].points * self._scale))
        self.looks = [self.letters.number(self._look("", shape.name)) for shape in SHAPES]
        self._ids = 0
        self._notes = 0

    def new_id(self) -> int:
        self._ids += 1
        return self._ids

    def paragraph(
        self,
        style: str,
        content: Runs,
        *,
        first: tuple[Element, ...] = (),
        last: tuple[Element, ...] = (),
        shape: int | None = None,
        page: bool = False,
    ) -> Element:
        """`first` and `last` are runs around the text; `page` begins a new one."""
        values = {
            "id": self.new_id(),
            "paraPrIDRef": NUMBERS[style] if shape is None else shape,
            "styleIDRef": NUMBERS[style],
            "pageBreak": int(page),
            "columnBreak": 0,
            "merged": 0,
        }
        inner = [*first, *(element for each in content for element in self._run(each, style)), *last]
        return node("hp:p", values, *(inner or [self._plain(style, node("hp:t"))]))

    def sub_list(self, *paragraphs: Element, across: str = "TOP", width: int = 0) -> Element:
        values = {
            "id": "",
            "textDirection": "HORIZONTAL",
            "lineWrap": "BREAK",
            "vertAlign": across,
            "linkListIDRef": 0,
            "linkListNextIDRef": 0,
            "textWidth": width,
            "textHeight": 0,
            "hasTextRef": 0,
            "hasNumRef": 0,
        }
        return node("hp:subList", values, *paragraphs)

    def control(self, style: str, *inner: Element) -> Element:
        return self._plain(style, *(node("hp:ctrl", None, each) for each in inner))

    def object(self, style: str, shown: Element) -> Element:
        """A run that holds a table or a picture."""
        return self._plain(style, shown, node("hp:t"))

    def _plain(self, style: str, *inner: Element) -> Element:
        return node("hp:run", {"charPrIDRef": self.looks[NUMBERS[style]]}, *inner)

    def _look(self, language: str, style: str, *, strong: bool = False, link: bool = False) -> Letters:
        shape = SHAPES[NUMBERS[style]]
        return Letters(
            font=font_of(language or self._language),
            points=shape.points * self._scale,
            is_bold=shape.is_bold or strong,
            colour=_LINK_COLOUR if link else shape.colour,
            is_underlined=link,
        )

    def _run(self, run: Run, style: str) -> Iterator[Element]:
        if run.text:
            look = self.letters.number(
                self._look(run.language, style, strong=run.strong, link=bool(run.href))
            )
            words = node("hp:run", {"charPrIDRef": look}, _lines(run.text))
            yield from self._linked(run.href, words, style) if run.href else (words,)
        if run.note:
            yield self.control(style, self._note(run.note))

    def _linked(self, address: str, words: Element, style: str) -> Iterator[Element]:
        name = self.new_id()
        begin = {"id": name, "type": "HYPERLINK", "name": "", "editable": 0, "dirty": 0, "zorder": -1}
        # As Hancom Office writes it: in the command, what separates its parts is escaped.
        command = address.replace("\\", "\\\\").replace(":", "\\:").replace(";", "\\;")
        values = {
            "Command": f"{command};1;0;0;",
            "Path": address,
            "Category": "HWPHYPERLINK_TYPE_URL",
            "TargetType": "HWPHYPERLINK_TARGET_BOOKMARK",
            "DocOpenType": "HWPHYPERLINK_JUMP_CURRENTTAB",
        }
        told = node("hp:parameters", {"cnt": len(values) + 1, "name": ""})
        told.append(node("hp:integerParam", {"name": "Prop"}, text="0"))
        told.extend(node("hp:stringParam", {"name": key}, text=value) for key, value in values.items())
        yield self.control(style, node("hp:fieldBegin", begin | {"fieldid": _LINK_FIELD}, told))
        yield words
        yield self.control(style, node("hp:fieldEnd", {"beginIDRef": name, "fieldid": _LINK_FIELD}))

    def _note(self, note: Runs) -> Element:
        self._notes += 1
        number = counter("FOOTNOTE", self._notes, _NOTE_END)
        mark = node("hp:run", {"charPrIDRef": self.looks[NUMBERS["Footnote"]]}, node("hp:ctrl", None, number))
        mark.append(node("hp:t", text=" "))
        values = {"number": self._notes, "suffixChar": ord(_NOTE_END), "instId": self.new_id()}
        return node("hp:footNote", values, self.sub_list(self.paragraph("Footnote", note, first=(mark,))))


def counter(kind: str, number: int = 1, after: str = "") -> Element:
    """A number the program keeps: FOOTNOTE, PAGE, TOTAL_PAGE."""
    form = {"type": "DIGIT", "userChar": "", "prefixChar": "", "suffixChar": after, "supscript": 0}
    return node("hp:autoNum", {"num": number, "numType": kind}, node("hp:autoNumFormat", form))


def _lines(text: str) -> Element:
    first, *others = text.split("\n")
    made = node("hp:t", text=first)
    for line in others:
        ends = node("hp:lineBreak")
        ends.tail = line
        made.append(ends)
    return made
