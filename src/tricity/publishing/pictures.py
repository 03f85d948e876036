"""Pictures: SVG looked at before it is passed on, and drawn as PNG for programs that cannot draw it themselves."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from tricity.publishing.errors import BadFigure
from tricity.publishing.languages import PRINT_LATIN_FONT, language_of

SVG: Final = "http://www.w3.org/2000/svg"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_HREFS: Final = ("href", "{http://www.w3.org/1999/xlink}href")
# What runs, loads, or holds another language; pictures of ours need none of it.
_REFUSED: Final = {
    "script",
    "foreignObject",
    "image",
    "style",
    "iframe",
    "a",
    "animate",
    "set",
    "use",
    "feImage",
}
_ADDRESS: Final = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(?:px)?\s*")
_LARGEST: Final = 10_000.0
_PIXELS: Final = 1_600  # across the text of an A4 page: about 250 dpi


@dataclass(frozen=True, slots=True)
class Size:
    """In CSS pixels (1/96 inch)."""

    width: float
    height: float


def checked(svg: str, most_bytes: int) -> str:
    """The same picture, written anew with its size stated. Raises BadFigure."""
    if len(svg.encode("utf-8", "replace")) > most_bytes:
        raise BadFigure("the picture is too large")
    try:
        root = fromstring(svg)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise BadFigure(f"not SVG: {error}") from error
    if root.tag != f"{{{SVG}}}svg":
        raise BadFigure("the outermost element is not svg")
    for each in root.iter():
        _look_at(each)
        _bare_names(each)
    size = _size(root)
    root.set("xmlns", SVG)
    root.set("width", f"{size.width:g}")
    root.set("height", f"{size.height:g}")
    root.attrib.setdefault("viewBox", f"0 0 {size.width:g} {size.height:g}")
    return tostring(root, encoding="unicode")


def size_of(svg: str) -> Size:
    """Of a picture that was `checked`."""
    return _size(fromstring(svg))


def in_language(svg: str, language: str) -> str:
    """The picture with the fonts of `language`, and of their own for parts in another (`xml:lang`)."""
    root = fromstring(svg)
    for each in root.iter():
        own = each.get(_XML_LANG, "")
        _bare_names(each)
        if each is root or own:
            each.attrib.setdefault("font-family", _fonts(own or language))
    root.set("xmlns", SVG)
    return tostring(root, encoding="unicode")


def _fonts(language: str) -> str:
    families = dict.fromkeys([PRINT_LATIN_FONT, language_of(language).print_font])
    return ", ".join(f"'{each}'" for each in families) + ", sans-serif"


def png(svg: str, language: str) -> bytes:
    """A picture that was `checked`, drawn on white with the fonts of this machine. Raises BadFigure."""
    import resvg_py

    zoom = _PIXELS / max(size_of(svg).width, size_of(svg).height)
    try:
        return bytes(
            resvg_py.svg_to_bytes(svg_string=in_language(svg, language), background="white", zoom=zoom)
        )
    except ValueError as error:
        raise BadFigure(f"cannot be drawn: {error}") from error


def png_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the header (PNG specification, 11.2.2)."""
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _look_at(element: Element) -> None:
    space, _, name = str(element.tag).rpartition("}")
    if name in _REFUSED or space != f"{{{SVG}":
        raise BadFigure(f"<{name}> is not allowed in a picture")
    if lang := element.get(_XML_LANG):
        _look_at_language(lang)
    for key, value in element.attrib.items():
        local = key.rpartition("}")[2].lower()
        if local.startswith("on") or local == "style" or _ADDRESS.search(value):
            raise BadFigure(f"the attribute {local} is not allowed in a picture")
        if key in _HREFS and not value.startswith("#"):
            raise BadFigure("a picture may not load another file")


def _look_at_language(tag: str) -> None:
    try:
        language_of(tag)
    except ValueError as error:
        raise BadFigure(str(error)) from error


def _bare_names(element: Element) -> None:
    """Names as SVG 2 writes them, without prefixes."""
    element.tag = str(element.tag).rpartition("}")[2]
    for key in [each for each in element.attrib if each.startswith("{")]:
        value = element.attrib.pop(key)
        if key in _HREFS:
            element.set("href", value)
        elif key == _XML_LANG:
            element.set("xml:lang", value)


def _size(root: Element) -> Size:
    width, height = (_number(root.get(name, "")) for name in ("width", "height"))
    if not (width and height):
        box = [_number(each) or 0.0 for each in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
        width, height = (box[2], box[3]) if len(box) == 4 else (0.0, 0.0)
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        raise BadFigure("the picture states no size")
    return Size(width, height)


def _number(text: str) -> float | None:
    found = _NUMBER.fullmatch(text)
    return float(found[1]) if found else None
