"""A document read as its readers do: what is said, and with which footnote."""

from __future__ import annotations

from collections.abc import Iterator

from tricity.publishing import Document, Figure, Heading, Listing, Paragraph, Runs, Table, plain


def note_of(said: Runs) -> str:
    return " ".join(plain(run.note) for run in said if run.note)


def statements(document: Document) -> Iterator[Runs]:
    """Everything that says something about somebody: items of lists, captions of pictures, cells but their heads."""
    for block in document.blocks:
        match block:
            case Listing():
                yield from block.items
            case Figure():
                yield block.caption
            case Table():
                yield from (cell for row in block.rows for cell in row[1:] if plain(cell) != "–")


def said(document: Document) -> str:
    """All of it, without footnotes."""
    texts = [plain(document.title)]
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                texts.append(plain(block.content))
            case Listing():
                texts += map(plain, block.items)
            case Table():
                texts += (plain(cell) for row in (block.head, *block.rows) for cell in row)
            case Figure():
                texts.append(plain(block.caption))
    return "\n".join(texts)


def notes(document: Document) -> list[str]:
    """In their order."""
    return [plain(run.note) for each in statements(document) for run in each if run.note]
