"""XML of office formats, written with the prefixes their specifications use, and the ZIP around it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias
from xml.etree.ElementTree import Element, tostring

Child: TypeAlias = Element | None
_HEAD: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WRITTEN_AT: Final = (1980, 1, 1, 0, 0, 0)  # the same document gives the same bytes


def node(
    tag: str, attributes: Mapping[str, object] | None = None, *children: Child, text: str = ""
) -> Element:
    """An element with its prefixed name; children that are None are left out."""
    made = Element(tag, {name: str(value) for name, value in (attributes or {}).items()})
    made.extend(each for each in children if each is not None)
    if text:
        made.text = text
    return made


def part(root: Element, namespaces: Mapping[str, str]) -> bytes:
    """The root declares the prefixes."""
    for prefix, address in namespaces.items():
        root.set(f"xmlns:{prefix}" if prefix else "xmlns", address)
    content: bytes = tostring(root, encoding="utf-8", xml_declaration=False)
    return _HEAD + content


def archive(parts: Iterable[tuple[str, bytes]], *, stored: frozenset[str] = frozenset()) -> bytes:
    """A ZIP of the parts in their order; those in `stored` are not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts:
            info = zipfile.ZipInfo(name, _WRITTEN_AT)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            made.writestr(info, content)
    return out.getvalue()
