"""What a person sees on a page, in which language, and whether a reader of one language can follow it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.journeys.markup import FOREIGN

LONGEST_NAME = 40
# Every run of visible words with the language it is marked with; what lies behind “original”, the switch of languages,
# the person's own name and the native form beside a name in the reader's language are left out. `beside` is what
# stands around it: where a reading of a name would be.
SEEN = """
() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode.textContent.trim();
    const element = walker.currentNode.parentElement;
    if (!words || element.closest("details.original, nav.languages, .account-name, :not(.name-unknown) > .native, script, style")) continue;
    if (!element.checkVisibility({visibilityProperty: true})) continue;
    const marked = element.closest("[lang]");
    const around = marked.parentElement?.closest(":not(b, strong)");
    found.push({words, language: marked.lang, beside: around ? around.innerText : ""});
  }
  return found;
}
"""


@dataclass(frozen=True, slots=True)
class Fragment:
    words: str
    language: str
    beside: str


def seen(page: Page) -> list[Fragment]:
    return [Fragment(each["words"], each["language"], each["beside"]) for each in page.evaluate(SEEN)]


def unreadable(page: Page, language: str) -> Iterator[str]:
    """Words a reader of `language` (BCP 47) meets and cannot read: foreign scripts that are no short name with Latin letters beside."""
    foreign, everything = FOREIGN[language], FOREIGN["en"]
    for each in seen(page):
        is_own = each.language == language
        # Han characters of Chinese are foreign to a reader of Japanese, and the reverse, wherever they are marked so.
        strange = foreign if is_own else everything
        if not strange.search(each.words):
            continue
        if is_own:
            yield f"“{each.words[:60]}” is not marked as another language"
        elif len(each.words) > LONGEST_NAME:
            yield f"a text in {each.language}: “{each.words[:60]}”"
        elif not any(letter.isascii() and letter.isalpha() for letter in each.beside):
            yield f"“{each.words}” ({each.language}) without a reading"
