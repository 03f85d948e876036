"""Why a document was not read, and how to mend it; filled with the values of `Unreadable`.

Plain message ids, so that the command line, which has no Django, translates the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final


def _(message: str) -> str:
    """Marks a message for the catalogues."""
    return message


MESSAGES: Final[Mapping[str, tuple[str, str]]] = {
    "empty": (_("The file is empty."), _("Choose it again, or save it again from its program.")),
    "too-large": (
        _("The file has %(found)s MB; at most %(limit)s MB are read."),
        _("Make the pictures in it smaller, or bring the part that matters."),
    ),
    "unknown": (
        _("This is not a document of a kind read here."),
        _("Save it as DOCX, PPTX, XLSX, PDF, HTML, HWP, HWPX, ODT, ODP, ODS or OFD."),
    ),
    "archive": (
        _("This is a ZIP archive, not a document."),
        _("Unpack it and bring the document that is in it."),
    ),
    "old-office": (
        _("This is a document of an old Office format (DOC, XLS, PPT)."),
        _("Open it in its program and save it as DOCX, XLSX or PPTX."),
    ),
    "disguised": (
        _("The file's name ends in “%(suffix)s”, but its content is %(found)s."),
        _("If you trust where it comes from, let its name end in .%(right)s and bring it again."),
    ),
    "encrypted": (
        _("The document is locked with a password or by rights management."),
        _("Open it in its program, remove the password, and save it again."),
    ),
    "distribution": (
        _("This HWP file is saved for distribution, which hides its text from other programs."),
        _("Open it in Hangul and save it as an ordinary document or as HWPX."),
    ),
    "macros": (
        _("The document contains macros."),
        _("Save it as DOCX, XLSX, PPTX or OpenDocument without macros."),
    ),
    "entities": (
        _("The part “%(part)s” of the file defines XML entities, as attacks do and documents do not."),
        _("Save it again from the program it was written with. If you did not write it, do not open it."),
    ),
    "outside": (
        _("The file holds a part, “%(part)s”, that would be written outside its folder."),
        _("Save it again from the program it was written with. If you did not write it, do not open it."),
    ),
    "bomb": (
        _(
            "Unpacked, the file would be larger than can be read (%(limit)s MB) or is packed as no honest file is."
        ),
        _("Bring only the part that matters, saved as a new document."),
    ),
    "too-many-pages": (
        _("The document has %(found)s pages; at most %(limit)s are read."),
        _("Bring the chapters that matter as a document of their own."),
    ),
    "too-long": (
        _("The document has more text than is read here (%(limit)s characters)."),
        _("Bring the chapters that matter as a document of their own."),
    ),
    "encoding": (
        _("The page says its text is %(said)s, but it is not."),
        _("Save it again as UTF-8."),
    ),
    "scanned": (
        _("There is no text in the document, only pictures, as a scanner makes them."),
        _("Have the text recognised (OCR) by another program, and bring the result."),
    ),
    "no-text": (_("There is no text in the document."), _("Check that it is the right file.")),
    "broken": (
        _("The file is damaged or cut off, or breaks the rules of its format."),
        _("Open it in its program and save it again; if that fails, fetch it again."),
    ),
    "too-slow": (
        _("Reading was stopped because it took more than %(limit)s seconds."),
        _("Save the document again in another format, such as PDF, or bring a part of it."),
    ),
    "too-heavy": (
        _("Reading was stopped because it needed too much memory."),
        _("Save the document again in another format, such as PDF, or bring a part of it."),
    ),
    "crashed": (
        _("Reading the document failed. Nothing else was harmed."),
        _("Save the document again in another format, such as PDF, or tell the operator of this site."),
    ),
}

NOTES: Final[Mapping[str, str]] = {
    "scripts": _("The document contains scripts. They were left out and not run."),
    "scanned": _("Some pages have no text, only pictures; what they say is missing here."),
}


def sentences(code: str, values: Mapping[str, Any], translate: Callable[[str], str]) -> tuple[str, str]:
    """What is wrong, and how to mend it."""
    message, mend = MESSAGES[code]
    return translate(message) % values, translate(mend) % values
