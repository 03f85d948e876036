"""How often the language of a text is told right."""

from collections.abc import Iterable

from tricity.language.identify import identify


def identified(texts: Iterable[tuple[str, str]], *, scripts: bool = False) -> tuple[int, int, list[str]]:
    """Return (right, all, texts told wrong) for (text, language) pairs.

    Chinese counts as one language unless `scripts` asks for simplified and traditional apart.
    """
    right, total, wrong = 0, 0, []
    for text, language in texts:
        told = identify(text)
        same = told == language if scripts else told[:2] == language[:2]
        total += 1
        right += same
        if not same:
            wrong.append(f"{told} for {language}: {text}")
    return right, total, wrong
