"""The one style sheet of a bundle: that of the site, its imports put in, and what only a bundle needs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders

SITE: Final = "web/css/site.css"
OWN: Final = Path(__file__).with_name("bundle.css")
_IMPORT = re.compile(r'@import url\("([a-z.-]+)"\) layer\(([a-z]+)\);')


def style() -> str:
    """Raises FileNotFoundError where the site's own style sheets are not there."""
    found = finders.find(SITE)
    if not isinstance(found, str):
        raise FileNotFoundError(SITE)
    folder = Path(found).parent

    def put_in(match: re.Match[str]) -> str:
        return f"@layer {match[2]} {{\n{(folder / match[1]).read_text(encoding='utf-8')}}}"

    site = _IMPORT.sub(put_in, Path(found).read_text(encoding="utf-8"))
    return f"{site}\n{OWN.read_text(encoding='utf-8')}"
