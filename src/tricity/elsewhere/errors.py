"""Errors of bringing files in.

TricityError
├── Conflict
│   ├── BroughtAlready     the same file stands already
│   ├── TakenBackAlready   somebody has taken the file back meanwhile
│   └── MoreWouldGo        what became of its questions would be deleted unseen
└── BadInput
    ├── FileRefused        a file that cannot be read; says where, what and how to mend it
    └── NothingNew         nothing of the file is to be brought in
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.elsewhere.reading import Fault, Unreadable
from tricity.web.errors import BadInput, Conflict


class BroughtAlready(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This file has been brought in already. Nothing was changed."))


class TakenBackAlready(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This file has been taken back already."))


class MoreWouldGo(Conflict):
    """`number` is how many notes on what became of its questions the person has not seen."""

    def __init__(self, number: int) -> None:
        sentence = ngettext(
            "Something became of a question of this file, and would be deleted with it. Look at it below; "
            "nothing has been taken back yet.",
            "%(number)s things became of questions of this file, and would be deleted with it. Look at them below; "
            "nothing has been taken back yet.",
            number,
        )
        super().__init__(sentence % {"number": number})


class NothingNew(BadInput):
    def __init__(self) -> None:
        super().__init__(_("Nothing of this file is new or chosen, so there is nothing to bring in."))


class FileRefused(BadInput):
    def __init__(self, error: Unreadable) -> None:
        sentence = whole_file(error.fault, error.quoted)
        if error.line:
            sentence = _("Line %(line)d: %(reason)s") % {"line": error.line, "reason": sentence}
        super().__init__(sentence)


def whole_file(fault: Fault, quoted: str) -> str:
    """Why a file is not read, and how to mend it."""
    sentences = {
        Fault.TOO_LARGE: _(
            "The file is too large: at most %(quoted)s MB. Divide it, or delete columns you do not need."
        ),
        Fault.EMPTY: _("The file is empty. Download it from the platform again."),
        Fault.NOT_TEXT: _(
            "The characters of this file cannot be read. Choose its encoding below, or save it as “CSV UTF-8” or XLSX."
        ),
        Fault.BROKEN_TABLE: _(
            "The table is broken here: quotation marks are opened and not closed. Download it again, or save it as XLSX."
        ),
        Fault.NOT_WORKBOOK: _(
            "This file cannot be read as a workbook (XLSX). Open it, save it as XLSX and try again."
        ),
        Fault.LOCKED: _("The workbook has a password. Save it without one and try again."),
        Fault.OLD_WORKBOOK: _(
            "This is an old or locked workbook (XLS). Open it, save it as XLSX and try again."
        ),
        Fault.BOMB: _("The workbook would unpack to far too much. Save the one sheet you need as XLSX."),
        Fault.TOO_MANY_ROWS: _("There are too many rows: at most %(quoted)s. Divide the file."),
        Fault.TOO_MANY_COLUMNS: _(
            "There are too many columns: at most %(quoted)s. Delete those you do not need."
        ),
        Fault.LONG_CELL: _("A cell is too long: at most %(quoted)s characters. Shorten it."),
        Fault.NO_HEADING: _(
            "No row of headings was found in which a name, an e-mail address or a question is recognized. Say below what stands "
            "in which column, or write headings into the first row. It reads: %(quoted)s"
        ),
        Fault.NO_ROWS: _("Below the headings there is no row."),
        Fault.NO_CHAT: _("No line of this file begins as a chat message does, with a time and a name."),
    }
    return sentences[fault] % {"quoted": quoted}


def one_line(fault: Fault, quoted: str) -> str:
    """Why a line is left out."""
    sentences = {
        Fault.NO_NAME: _("there is neither a name nor an e-mail address."),
        Fault.NO_WORDS: _("there are no words of a question or message."),
        Fault.BAD_TIME: _("“%(quoted)s” is not read as a time or a length."),
        Fault.BACKWARDS: _("the person would have left before coming (%(quoted)s)."),
        Fault.ABSENT: _("the platform says that the person did not come."),
        Fault.LONG_CELL: _("the text is longer than %(quoted)s characters."),
    }
    return sentences[fault] % {"quoted": quoted}
