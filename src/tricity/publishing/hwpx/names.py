"""Namespaces of OWPML (KS X 6101) and measures of the page in HWPUNIT, 7200 to the inch."""

from __future__ import annotations

from typing import Final

_HANCOM: Final = "http://www.hancom.co.kr"
# Hancom Office writes all of them on every root, and other programs expect it.
NAMESPACES: Final = {
    "ha": f"{_HANCOM}/hwpml/2011/app",
    "hp": f"{_HANCOM}/hwpml/2011/paragraph",
    "hp10": f"{_HANCOM}/hwpml/2016/paragraph",
    "hs": f"{_HANCOM}/hwpml/2011/section",
    "hc": f"{_HANCOM}/hwpml/2011/core",
    "hh": f"{_HANCOM}/hwpml/2011/head",
    "hhs": f"{_HANCOM}/hwpml/2011/history",
    "hm": f"{_HANCOM}/hwpml/2011/master-page",
    "hpf": f"{_HANCOM}/schema/2011/hpf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "opf": "http://www.idpf.org/2007/opf/",
    "ooxmlchart": f"{_HANCOM}/hwpml/2016/ooxmlchart",
    "hwpunitchar": f"{_HANCOM}/hwpml/2016/HwpUnitChar",
    "epub": "http://www.idpf.org/2007/ops",
    "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
}
PACKAGE: Final = f"{_HANCOM}/hwpml/2016/meta/pkg#"
PAGE_WIDTH, PAGE_HEIGHT = 59528, 84186
SIDE_MARGIN: Final = 5102  # 18 mm
TEXT_WIDTH: Final = PAGE_WIDTH - 2 * SIDE_MARGIN
POINT: Final = 100
PIXEL: Final = 75  # of CSS, 96 to the inch
# The scripts for which every style names a font.
SCRIPTS: Final = ("HANGUL", "LATIN", "HANJA", "JAPANESE", "OTHER", "SYMBOL", "USER")
