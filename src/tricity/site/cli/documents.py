"""`tricity extract`: the text of a document with its places, and what it suggests for a record. Works without a site."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tricity.documents import sandbox
from tricity.documents.reading import Unreadable
from tricity.documents.sentences import sentences
from tricity.documents.suggestions import Field, from_text
from tricity.language import bcp47
from tricity.site.cli import say
from tricity.site.cli.speech import gettext as _


def add_commands(commands: Any) -> None:
    parser = commands.add_parser(
        "extract",
        help=_("print the text of a document as JSON"),
        description=_(
            "Print the text of a PDF, DOCX, PPTX, XLSX, HTML, HWP, HWPX, OpenDocument or OFD file as JSON: each block with"
            " its place, and what it suggests for a record."
        ),
    )
    parser.add_argument("path", type=Path, metavar="FILE", help=_("document to read"))
    parser.set_defaults(run=run_extract)


def run_extract(options: argparse.Namespace) -> int:
    if not options.path.is_file():
        say.note(_("No such file: %(paths)s") % {"paths": options.path})
        return 2
    try:
        text = sandbox.read(options.path, options.path.name)
    except Unreadable as problem:
        message, mend = sentences(problem.code, problem.values, _)
        say.note(f"{options.path}: {message} {mend}")
        return 1
    suggestions = from_text(text)
    language = next(str(each.value) for each in suggestions if each.field is Field.LANGUAGE)
    say.result(
        {
            "format": text.format,
            "title": text.title,
            "language": bcp47(language),
            "pages": text.pages,
            "notes": list(text.notes),
            "suggestions": [each.as_dict() for each in suggestions],
            "blocks": [block.as_dict() for block in text.blocks],
        }
    )
    return 0
