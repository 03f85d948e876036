"""Opens pages of a folder in Chromium as a reader without scripts does; run as a program of its own, for the tests'
database and a browser driven from the same thread do not go together.

Usage: opening.py CHROMIUM AXE FOLDER PAGE... ; prints a JSON object: page → what was found.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ON_A_PHONE = ["target-size", "scrollable-region-focusable"]
LOOK = """
async rules => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"], preload: false});
  return found.violations.filter(each => ["serious", "critical"].includes(each.impact)).map(each =>
    `${each.id}: ${each.nodes.slice(0, 3).map(node => node.target.join(" ") + " " + node.html.slice(0, 120)).join("; ")}`);
}
"""
FACTS = """
() => ({
  lang: document.documentElement.lang,
  heading: document.querySelector("h1").innerText,
  styled: getComputedStyle(document.querySelector("main")).paddingBlockStart !== "0px",
  wide: document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth,
})
"""


def main() -> None:
    chromium, axe, folder, *names = sys.argv[1:]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        size = {"width": 1280, "height": 900}
        plain = browser.new_context(java_script_enabled=False, viewport=size).new_page()
        # axe-core is a script itself; the pages have none.
        looked_at = browser.new_context(viewport=size).new_page()
        looked_at.set_default_timeout(20_000)
        asked: list[str] = []
        plain.on("request", lambda request: asked.append(request.url))
        plain.on("requestfailed", lambda request: asked.append(f"failed: {request.url}"))
        found: dict[str, Any] = {}
        for name in names:
            asked.clear()
            address = (Path(folder) / name).as_uri()
            plain.goto(address)
            found[name] = plain.evaluate(FACTS)
            found[name]["asked"] = sorted({_short(url) for url in asked})
            looked_at.set_viewport_size(size)
            looked_at.goto(address)
            looked_at.evaluate(Path(axe).read_text(encoding="utf-8") + ";0")
            violations = looked_at.evaluate(LOOK, RULES)
            looked_at.set_viewport_size({"width": 390, "height": 844})
            found[name]["wide"] = looked_at.evaluate(FACTS)["wide"]
            found[name]["violations"] = violations + looked_at.evaluate(LOOK, ON_A_PHONE)
        browser.close()
    print(json.dumps(found, ensure_ascii=False))  # read by the test


def _short(url: str) -> str:
    return url.rpartition("/")[2] if url.startswith("file:") else url


if __name__ == "__main__":
    main()
