"""Documents for print and for office programs, from one small model. PURE: no Django, no network, no database.

    document = Document(title=runs("行程"), language="zh-hans", blocks=(Paragraph(runs("…")),))
    docx(document); hwpx(document); pdf(document); fragment(document)

Errors
    PublishingError
    ├── TooLarge            more text, cells or pictures than a document may hold
    ├── BadFigure           a picture that is no plain SVG
    └── CannotPrint         the PDF could not be made: `reason` says why
"""

from tricity.publishing.docx import docx
from tricity.publishing.errors import BadFigure, CannotPrint, PublishingError, TooLarge
from tricity.publishing.html import fragment, page
from tricity.publishing.hwpx import hwpx
from tricity.publishing.languages import Language, language_of
from tricity.publishing.limits import LIMITS, Limits
from tricity.publishing.model import (
    Block,
    Document,
    Facts,
    Figure,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Role,
    Run,
    Runs,
    Table,
    plain,
    runs,
)
from tricity.publishing.pdf import missing, pdf, without_engine
from tricity.publishing.text import clean

__all__ = [
    "LIMITS",
    "BadFigure",
    "Block",
    "CannotPrint",
    "Document",
    "Facts",
    "Figure",
    "Heading",
    "Language",
    "Limits",
    "Listing",
    "PageBreak",
    "Paragraph",
    "PublishingError",
    "Role",
    "Run",
    "Runs",
    "Table",
    "TooLarge",
    "clean",
    "docx",
    "fragment",
    "hwpx",
    "language_of",
    "missing",
    "page",
    "pdf",
    "plain",
    "runs",
    "without_engine",
]
