"""Bytes as text whatever their encoding, mark-up as plain words."""

from __future__ import annotations

import codecs
import html
import re
from typing import Any, Final

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from tricity.documents.reading import Unreadable
from tricity.documents.reading.html import read_html
from tricity.harvest.problems import Problem
from tricity.knowledge.imports.readers.encodings import ENCODINGS, guess
from tricity.language import clean

_DECLARED: Final = re.compile(rb"""<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']""")
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_MARKUP: Final = re.compile(r"<(?:p|br|div|span|a|b|i|ul|ol|li|h[1-6]|strong|em|img|table)\b", re.IGNORECASE)
# What these names are used for in the wild is wider than the standard they name.
_WIDER: Final = {"euc_kr": "cp949", "shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030"}


def decoded(content: bytes, charset: str = "") -> str:
    """By mark, by what the server or the file says, as UTF-8, by the look of it. Raises Problem (encoding)."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(name, "replace").lstrip("\ufeff")
    said = _DECLARED.search(content[:300])
    looks = ENCODINGS.get(guess(content[: 256 * 1024]).split(" ")[0].lower(), "")
    for name in dict.fromkeys(("utf-8", charset, said[1].decode() if said else "", looks)):
        try:
            codec = codecs.lookup(name).name.replace("-", "_")
            return content.decode(_WIDER.get(codec, codec))
        except (UnicodeDecodeError, LookupError):
            continue
    raise Problem("encoding", said=charset or (said[1].decode() if said else "UTF-8"))


def xml_root(text: str) -> Any:
    """The root of an XML document without entities. Raises Problem (xml)."""
    try:
        return fromstring(undeclared(text).encode("utf-8", "replace"))
    except DefusedXmlException:
        raise Problem("entities") from None
    except (ParseError, ValueError) as error:
        line = getattr(error, "position", (0, 0))[0]
        raise Problem("xml", line=line) from None


def undeclared(text: str) -> str:
    """The document without its XML declaration, which may name an encoding it no longer has."""
    return _DECLARATION.sub("", text.lstrip("\ufeff"), count=1).lstrip()


def plain(text: str) -> str:
    """Words without mark-up: paragraphs by lines; what is no HTML stays as it is."""
    text = clean(text).strip()
    if not _MARKUP.search(text):
        return html.unescape(text) if "&" in text else text
    try:
        _title, blocks, _scripts = read_html(text.encode("utf-8", "replace"))
    except Unreadable:
        return text
    return "\n".join(block.text for block in blocks)


def one_line(text: str, most: int = 300) -> str:
    """One line, cut at a length with an ellipsis."""
    line = " ".join(plain(text).split())
    return line if len(line) <= most else line[: most - 1] + "…"


def web_address(text: object) -> str:
    """The address where it is one of the web, else ""."""
    address = str(text or "").strip()
    return (
        address
        if address.startswith(("http://", "https://")) and len(address) <= 500 and " " not in address
        else ""
    )
