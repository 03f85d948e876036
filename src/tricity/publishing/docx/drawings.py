"""A picture in DrawingML: PNG for every program, SVG for those that draw it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from tricity.publishing.docx.names import NAMESPACES, SVG_EXTENSION
from tricity.publishing.markup import node
from tricity.publishing.model import Figure
from tricity.publishing.pictures import size_of

_EMU_PER_PIXEL = 9525  # 914 400 to the inch, 96 pixels to the inch
_WIDEST, _HIGHEST = 6_264_000, 8_400_000  # the text of A4: 174 mm, and most of its height


def drawing(figure: Figure, number: int, *, picture: str, vector: str) -> Element:
    """`picture` and `vector` are the ids of the PNG and the SVG."""
    size = size_of(figure.svg)
    width, height = size.width * _EMU_PER_PIXEL, size.height * _EMU_PER_PIXEL
    scale = min(1.0, _WIDEST / width, _HIGHEST / height)
    extent = {"cx": int(width * scale), "cy": int(height * scale)}
    named = {"id": number, "name": f"figure{number}", "descr": figure.alternative}
    extension = node("a:ext", {"uri": SVG_EXTENSION}, node("asvg:svgBlip", {"r:embed": vector}))
    fill = node(
        "pic:blipFill",
        None,
        node("a:blip", {"r:embed": picture}, node("a:extLst", None, extension)),
        node("a:stretch", None, node("a:fillRect")),
    )
    form = node(
        "pic:spPr",
        None,
        node("a:xfrm", None, node("a:off", {"x": 0, "y": 0}), node("a:ext", extent)),
        node("a:prstGeom", {"prst": "rect"}, node("a:avLst")),
    )
    shown = node(
        "pic:pic", None, node("pic:nvPicPr", None, node("pic:cNvPr", named), node("pic:cNvPicPr")), fill, form
    )
    inline = node(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        node("wp:extent", extent),
        node("wp:docPr", named),
        node("a:graphic", None, node("a:graphicData", {"uri": NAMESPACES["pic"]}, shown)),
    )
    return node("w:r", None, node("w:drawing", None, inline))
