"""HTML: a fragment for a page of the site, and the whole page that is printed as PDF."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from tricity.publishing.languages import LANGUAGES, PRINT_LATIN_FONT, language_of
from tricity.publishing.model import (
    Document,
    Facts,
    Figure,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Run,
    Runs,
    Table,
)
from tricity.publishing.pictures import in_language, size_of
from tricity.publishing.preparing import prepared


def fragment(document: Document) -> str:
    """`<article>` with semantic markup and no style, footnotes at its end; the title is its `<h1>`."""
    document = prepared(document)
    writer = _Writer(document, is_printed=False)
    tag = language_of(document.language).tag
    return f'<article class="paper" lang="{tag}">{writer.title()}{writer.body()}{writer.notes()}</article>'


def page(document: Document) -> str:
    """A whole document that loads nothing: its style, for paper, is inside; footnotes are where they belong in print."""
    document = prepared(document)
    writer = _Writer(document, is_printed=True)
    head = [
        '<meta charset="utf-8">',
        f"<title>{escape(writer.words(document.title))}</title>",
        f'<meta name="author" content="{escape(document.author)}">' if document.author else "",
    ]
    if document.made_at is not None:
        head.append(f'<meta name="dcterms.created" content="{document.made_at.isoformat()}">')
    head.append(f"<style>{_fonts()}{files(__package__).joinpath('paper.css').read_text()}</style>")
    around = f'<div class="header">{writer.runs(document.header)}</div><div class="footer">{writer.runs(document.footer)}</div>'
    tag = language_of(document.language).tag
    dense = ' class="dense"' if document.is_dense else ""
    return (
        f'<!doctype html><html lang="{tag}"><head>{"".join(head)}</head><body{dense}>{around}'
        f"<main>{writer.title()}{writer.body()}</main></body></html>"
    )


def _fonts() -> str:
    rules = []
    for language in LANGUAGES.values():
        # Latin letters and figures from one font everywhere, so that a table of four languages looks like one.
        families = dict.fromkeys([PRINT_LATIN_FONT, language.print_font])
        named = ", ".join(f'"{each}"' for each in families)
        rules.append(f":lang({language.tag}) {{ font-family: {named}, sans-serif; }}")
    return "\n".join(rules)


class _Writer:
    def __init__(self, document: Document, *, is_printed: bool) -> None:
        self._document = document
        self._is_printed = is_printed
        self._notes: list[Runs] = []
        self._under = document.title  # the heading that was last written

    def title(self) -> str:
        subtitle = self._document.subtitle
        below = f'<p class="subtitle">{self.runs(subtitle)}</p>' if subtitle else ""
        return f"<header><h1>{self.runs(self._document.title)}</h1>{below}</header>"

    def body(self) -> str:
        return "\n".join(self._blocks())

    def notes(self) -> str:
        """Footnotes as a list with ways back, where there are no pages to put them on."""
        if not self._notes:
            return ""
        items = "".join(
            f'<li id="note-{at}">{self.runs(note)} <a href="#to-note-{at}" aria-label="↩ {at}">↩</a></li>'
            for at, note in enumerate(list(self._notes), start=1)
        )
        return f'<footer class="notes"><ol>{items}</ol></footer>'

    def words(self, content: Runs) -> str:
        return "".join(each.text for each in content)

    def runs(self, content: Runs) -> str:
        return "".join(map(self._run, content))

    def _run(self, run: Run) -> str:
        text = escape(run.text).replace("\n", "<br>")
        tag = language_of(run.language or self._document.language).tag
        lang = f' lang="{tag}"' if run.language and run.language != self._document.language else ""
        if run.href:
            text = f'<a href="{escape(run.href)}" rel="noopener external"{lang}>{text}</a>'
        elif lang:
            text = f"<span{lang}>{text}</span>"
        if run.strong:
            text = f"<strong>{text}</strong>"
        return text + (self._note(run.note) if run.note else "")

    def _note(self, note: Runs) -> str:
        if self._is_printed:
            return f'<span class="footnote">{self.runs(note)}</span>'
        self._notes.append(note)
        at = len(self._notes)
        return f'<sup id="to-note-{at}"><a href="#note-{at}">[{at}]</a></sup>'

    def _blocks(self) -> Iterator[str]:
        for block in self._document.blocks:
            match block:
                case Heading():
                    self._under = block.content
                    yield f"<h{block.level + 1}>{self.runs(block.content)}</h{block.level + 1}>"
                case Paragraph():
                    yield f'<p class="{block.role}">{self.runs(block.content)}</p>'
                case Listing():
                    name = "ol" if block.ordered else "ul"
                    items = "".join(f"<li>{self.runs(each)}</li>" for each in block.items)
                    yield f"<{name}>{items}</{name}>"
                case Table():
                    yield self._table(block)
                case Facts():
                    pairs = (
                        f"<dt>{self.runs(name)}</dt><dd>{self.runs(value)}</dd>"
                        for name, value in block.pairs
                    )
                    yield f'<dl class="facts">{"".join(pairs)}</dl>'
                case Figure():
                    yield self._figure(block)
                case PageBreak():
                    yield '<hr class="page-break">'

    def _table(self, table: Table) -> str:
        caption = f"<caption>{self.runs(table.caption)}</caption>" if table.caption else ""
        columns = "".join(f'<col style="width: {100 * each // sum(table.widths)}%">' for each in table.widths)
        head = "".join(
            f'<th scope="col">{self.runs(each)}</th>' if each else "<td></td>" for each in table.head
        )
        rows = "".join(f"<tr>{self._row(row, table.row_heads)}</tr>" for row in table.rows)
        inner = f"{f'<thead><tr>{head}</tr></thead>' if head else ''}<tbody>{rows}</tbody>"
        if self._is_printed:
            return f"<table>{caption}{f'<colgroup>{columns}</colgroup>' if columns else ''}{inner}</table>"
        # A wide table scrolls in its own box; who has only a keyboard can reach it, and hears which it is. A page's
        # policy refuses styles.
        name = escape(self.words(table.caption or self._under)).replace("\n", " ")
        if not table.caption:
            caption = f'<caption class="visually-hidden">{name}</caption>'
        around = f'<div class="table-scroll" tabindex="0" role="region" aria-label="{name}">'
        return f"{around}<table>{caption}{inner}</table></div>"

    def _row(self, row: tuple[Runs, ...], has_head: bool) -> str:
        cells = [f"<td>{self.runs(each)}</td>" for each in row]
        if has_head and row:
            cells[0] = f'<th scope="row">{self.runs(row[0])}</th>'
        return "".join(cells)

    def _figure(self, figure: Figure) -> str:
        svg = in_language(figure.svg, self._document.language)
        alternative = escape(figure.alternative)
        if self._is_printed:
            # As an image the PDF keeps the words for those who do not see it.
            size = size_of(figure.svg)
            data = b64encode(svg.encode()).decode()
            picture = (
                f'<img alt="{alternative}" width="{size.width:g}" src="data:image/svg+xml;base64,{data}">'
            )
        else:
            picture = svg.replace("<svg", f'<svg role="img" aria-label="{alternative}"', 1)
        caption = f"<figcaption>{self.runs(figure.caption)}</figcaption>" if figure.caption else ""
        return f"<figure>{picture}{caption}</figure>"
