"""Namespaces and relationship types of WordprocessingML (ECMA-376, parts 1 and 2)."""

from __future__ import annotations

from typing import Final

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": f"{_OFFICE}/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
TEXT_NAMESPACES: Final = {prefix: NAMESPACES[prefix] for prefix in ("w", "r")}
RELATIONSHIPS: Final = {"": "http://schemas.openxmlformats.org/package/2006/relationships"}
TYPES: Final = {"": "http://schemas.openxmlformats.org/package/2006/content-types"}
CORE: Final = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
CORE_TYPE: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
# What a reader that cannot draw SVG passes over (Microsoft, [MS-ODRAWXML] 2.2.6.2).
SVG_EXTENSION: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def relationship(kind: str) -> str:
    return f"{_OFFICE}/relationships/{kind}"


def content_type(kind: str) -> str:
    return f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
