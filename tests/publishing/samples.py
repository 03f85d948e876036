"""One document with everything in it, in any language."""

from __future__ import annotations

import datetime as dt

from tricity.publishing import (
    Document,
    Facts,
    Figure,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Role,
    Run,
    Table,
    runs,
)

LANGUAGES = ("en", "ja", "ko", "zh-hans")
# One Han character whose shape differs in each of them, and a sentence of the language around it.
WORDS = {
    "en": "Directly at the meeting",
    "ja": "直ちに会議で話します",
    "ko": "회의에서 直 말합니다",
    "zh-hans": "直接在会议上说",
}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120">'
    '<rect x="10" y="10" width="100" height="80" fill="#4a7"/>'
    '<text x="120" y="60" font-size="20">直</text></svg>'
)


def document(language: str = "en") -> Document:
    words = WORDS[language]
    return Document(
        title=runs(words),
        language=language,
        subtitle=runs("2026"),
        header=runs(words),
        footer=runs("Tricity"),
        author="A secretariat",
        made_at=dt.datetime(2026, 11, 26, 3, 0, tzinfo=dt.UTC),
        blocks=(
            Heading(runs(words)),
            Paragraph(
                runs(
                    words,
                    *(Run(text, code, strong=True) for code, text in WORDS.items() if code != language),
                    Run("link", href="https://one.example/?a=1&b=2"),
                    Run(
                        ".",
                        note=runs(
                            "noted ", Run("脚注", "zh-hans"), Run("there", href="https://two.example/")
                        ),
                    ),
                )
            ),
            Heading(runs("second"), 2),
            Listing((runs("a dot"), runs("two\nlines"))),
            Listing((runs("first"), runs("then")), ordered=True),
            Listing((runs("first again"),), ordered=True),
            Facts(((runs("Place"), runs(Run("東京", "ja"))),)),
            Table(
                (runs("When"), runs("What")),
                ((runs("14:00"), runs("1 < 2 & 3")), (runs("15:00"),)),
                caption=runs("A day"),
                row_heads=True,
                widths=(1, 3),
            ),
            Figure(SVG, "A green box", runs("Figure")),
            PageBreak(),
            Heading(runs("on the next page")),
            Paragraph(runs("quietly"), Role.QUIET),
        ),
    )
