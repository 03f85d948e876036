"""Papers of an event: documents for those who run it and speak at it, in four languages and four formats.

Apps above add papers and sections of the report through `registry`.
"""

from tricity.events.papers.certificate import Attendance, certificate
from tricity.events.papers.registry import (
    Asked,
    Paper,
    Reported,
    Section,
    paper_of,
    papers_for,
    register,
    register_section,
)
from tricity.events.papers.writing import FORMATS, Format, document_of, written

__all__ = [
    "FORMATS",
    "Asked",
    "Attendance",
    "Format",
    "Paper",
    "Reported",
    "Section",
    "certificate",
    "document_of",
    "paper_of",
    "papers_for",
    "register",
    "register_section",
    "written",
]
