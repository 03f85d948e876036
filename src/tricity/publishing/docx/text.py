"""Runs and paragraphs of WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tricity.publishing.docx.links import Links
from tricity.publishing.languages import LATIN_FONT, Language, is_east_asian, language_of
from tricity.publishing.markup import node
from tricity.publishing.model import Run, Runs


def paragraph(style: str, *content: Element, properties: tuple[Element, ...] = ()) -> Element:
    return node("w:p", None, node("w:pPr", None, node("w:pStyle", {"w:val": style}), *properties), *content)


def font(language: Language) -> Element:
    return node(
        "w:rFonts",
        {
            "w:ascii": LATIN_FONT,
            "w:hAnsi": LATIN_FONT,
            "w:eastAsia": language.office_font,
            "w:cs": LATIN_FONT,
            # Quotation marks and the like are in the fonts of both; of Latin text they stay Latin.
            **({"w:hint": "eastAsia"} if is_east_asian(language) else {}),
        },
    )


def spoken(language: Language) -> Element:
    if is_east_asian(language):
        return node("w:lang", {"w:val": "en-US", "w:eastAsia": language.office})
    return node("w:lang", {"w:val": language.office})


class TextWriter:
    """Writes the runs of one part (the body, the footnotes, a header); collects its footnotes and links."""

    def __init__(self, language: str, links: Links, notes: list[Runs]) -> None:
        self._language = language
        self._links = links
        self._notes = notes

    def runs(self, content: Runs) -> list[Element]:
        return [element for each in content for element in self._run(each)]

    def _run(self, run: Run) -> Iterator[Element]:
        if run.text and run.href:
            name = self._links.add("hyperlink", run.href, is_external=True)
            yield node("w:hyperlink", {"r:id": name, "w:history": 1}, self._words(run, "Hyperlink"))
        elif run.text:
            yield self._words(run)
        if run.note:
            self._notes.append(run.note)
            look = node("w:rPr", None, node("w:rStyle", {"w:val": "FootnoteReference"}))
            yield node("w:r", None, look, node("w:footnoteReference", {"w:id": len(self._notes)}))

    def _words(self, run: Run, style: str = "") -> Element:
        # The order is that of CT_RPr: style, fonts, bold, language.
        code = run.language or self._language
        looks: list[Element | None] = [node("w:rStyle", {"w:val": style}) if style else None]
        if code != self._language:
            looks.append(font(language_of(code)))
        looks += [node("w:b"), node("w:bCs")] if run.strong else []
        if code != self._language:
            looks.append(spoken(language_of(code)))
        made = node(
            "w:r", None, node("w:rPr", None, *looks) if any(each is not None for each in looks) else None
        )
        for at, line in enumerate(run.text.split("\n")):
            if at:
                made.append(node("w:br"))
            if line:
                made.append(node("w:t", {"xml:space": "preserve"}, text=line))
        return made


def field(instruction: str) -> list[Element]:
    """A field whose value the program works out: PAGE, NUMPAGES."""
    around = [
        node("w:r", None, node("w:fldChar", {"w:fldCharType": kind})) for kind in ("begin", "separate", "end")
    ]
    what = node("w:r", None, node("w:instrText", {"xml:space": "preserve"}, text=f" {instruction} "))
    return [around[0], what, around[1], node("w:r", None, node("w:t", text="1")), around[2]]
