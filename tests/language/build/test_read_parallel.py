from pathlib import Path

import pytest

from tricity.language.lexicon.build.parallel import Aligned, NothingFound, read, read_parallel

FIRE = {"en": {"1": "fire"}, "zh": {"1": "火"}, "ja": {"1": "火"}, "ko": {"1": "불"}}
WATER = {"en": {"1": "water"}, "zh": {"1": "水"}, "ja": {"1": "水"}, "ko": {"1": "물"}}


def test_sources_come_in_their_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(read, "READERS", (("b", lambda folder: FIRE), ("a", lambda folder: WATER)))

    assert list(read_parallel(tmp_path)) == [
        Aligned("b", {"en": "fire", "zh": "火", "ja": "火", "ko": "불"}),
        Aligned("a", {"en": "water", "zh": "水", "ja": "水", "ko": "물"}),
    ]


def test_a_source_that_lacks_a_language_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(read, "READERS", (("a", lambda folder: {**FIRE, "ko": {}}),))

    with pytest.raises(NothingFound, match=r"^a: nothing in ko "):
        list(read_parallel(tmp_path))


@pytest.mark.parametrize(("source", "reader"), read.READERS, ids=[source for source, _ in read.READERS])
def test_a_package_that_was_not_fetched_is_never_taken_for_an_empty_one(
    source: str, reader: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(read, "READERS", ((source, reader),))

    with pytest.raises((NothingFound, OSError, ValueError)):
        list(read_parallel(tmp_path))
