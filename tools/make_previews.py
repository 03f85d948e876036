"""Draw the picture that messengers show beside a shared link, one for each language (needs Chromium and the Noto fonts).

WeChat, LINE and KakaoTalk read neither scripts nor SVG: they want a PNG at an absolute address. The pictures are
committed; draw them anew when the sentence of the home page changes.
"""

from __future__ import annotations

import os
from pathlib import Path

import django
from django.utils.html import escape
from django.utils.translation import gettext, override
from playwright.sync_api import sync_playwright

STATIC = Path(__file__).resolve().parent.parent / "src/tricity/web/static/web"
CHROMIUM = "/usr/bin/chromium"
SIZE = {"width": 1200, "height": 630}
FONTS = {"en": "Noto Sans", "ja": "Noto Sans CJK JP", "ko": "Noto Sans CJK KR", "zh-hans": "Noto Sans CJK SC"}
# What is said stands in the middle square, which is all that some messengers show.
PAGE = """<!doctype html><html lang="{language}"><style>
body {{ margin: 0; block-size: 630px; display: grid; place-content: center; justify-items: center; gap: 44px;
        background: #e2f0f1; color: #084853; font: 600 46px/1.5 "{font}"; text-align: center; }}
svg {{ inline-size: 240px; block-size: 240px; }}
p {{ margin: 0; inline-size: 600px; text-wrap: balance; word-break: {breaks}; }}
</style>{icon}<p>{words}</p></html>"""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tricity.site.settings_test")
    django.setup()
    icon = (STATIC / "icon.svg").read_text()
    with sync_playwright() as drawing:
        browser = drawing.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_page(viewport=SIZE)
        for language, font in FONTS.items():
            with override(language):
                words = gettext("Smart cities of China, Japan and Korea, working together")
            breaks = "keep-all" if language == "ko" else "auto-phrase"
            page.set_content(
                PAGE.format(language=language, font=font, breaks=breaks, icon=icon, words=escape(words))
            )
            page.screenshot(path=STATIC / f"preview-{language}.png")
        browser.close()


if __name__ == "__main__":
    main()
