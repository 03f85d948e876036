"""2 320 titles of our own, each language's share; data/titles.tsv (CC0-1.0) says which language each is in."""

from collections import Counter
from pathlib import Path

import pytest

from tricity.language import LANGUAGES, identify

TITLES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data" / "titles.tsv").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(
    ("language", "least"),
    # What is written alike in two languages and decided by frequency alone: 指定管理者, 監視器.
    [("zh-hans", 0.998), ("zh-hant", 0.95), ("ja", 0.99), ("ko", 0.998), ("en", 0.998)],
)
def test_identify_tells_the_language_of_titles(language: str, least: float) -> None:
    titles = [title for written_in, title in TITLES if written_in == language]

    found = Counter(identify(title) for title in titles)

    assert found[language] >= least * len(titles)


def test_titles_are_many_and_different() -> None:
    counts = Counter(language for language, _ in TITLES)

    assert len({title for _, title in TITLES}) == len(TITLES)
    assert all(counts[language] >= (150 if language == "zh-hant" else 500) for language in LANGUAGES)


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "ja"])
def test_identify_rarely_gives_a_readers_language_to_what_is_plainly_another(language: str) -> None:
    others = [(written_in, title) for written_in, title in TITLES if written_in != language]

    right = sum(identify(title, default=language) == written_in for written_in, title in others)

    assert right >= 0.96 * len(others)
