"""Take the pictures of README.md from a running demo: `python tools/take_screenshots.py http://127.0.0.1:8000`."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs/images"
FILES = {"en": "home-en.png", "ja": "home-ja.png", "ko": "home-ko.png", "zh-hans": "home-zh.png"}


def main() -> None:
    address = sys.argv[1].rstrip("/")
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for language, file in FILES.items():
            page = browser.new_page(viewport={"width": 1200, "height": 900})
            page.goto(f"{address}/{language}/")
            page.screenshot(path=FOLDER / file)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
