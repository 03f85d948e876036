"""The index follows its layout and the encoder that TRICITY_ENCODER names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.encoders import write_model, write_tokenizer
from tricity.knowledge.models import Record
from tricity.search import folder, indexer, vectors
from tricity.search.queries import find, index_is_ready

Make = Callable[..., Record]


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """Readers of an index that was opened with other vectors do not outlive a test."""
    yield
    folder._open.clear()
    vectors._loaded.cache_clear()


@pytest.fixture
def encoder(tmp_path: Path) -> Path:
    path = tmp_path / "encoder"
    path.mkdir()
    write_tokenizer(path)
    write_model(path)
    return path


def stamp() -> dict[str, Any]:
    place = folder.current()
    assert place is not None
    found: dict[str, Any] = json.loads((place / "tricity-index.json").read_text(encoding="utf-8"))
    return found


def titles(text: str) -> list[str]:
    return [str(hit.object.title) for hit in find(text, language="ja", filters={"kind": ["initiative"]}).hits]


def start_anew() -> None:
    """What a restart does: nothing is kept open."""
    folder._open.clear()


@pytest.mark.django_db
def test_an_index_of_an_older_layout_is_built_anew(indexed: Make) -> None:
    indexed(title="駐車場")
    place = folder.current()
    assert place is not None
    (place / "tricity-index.json").write_text(json.dumps({"layout": 1, "facets": sorted(folder.FACETS)}))
    start_anew()
    before = index_is_ready()

    indexer.catch_up()

    assert not before
    assert index_is_ready()
    assert folder.current() != place
    assert titles("駐車場") == ["駐車場"]


@pytest.mark.django_db
def test_an_encoder_named_later_has_the_index_built_anew(indexed: Make, encoder: Path, settings: Any) -> None:
    indexed(title="駐車場")
    assert stamp()["vectors"].startswith("token-average ")
    settings.ENCODER = encoder
    start_anew()
    before = index_is_ready()

    indexer.catch_up()

    assert not before
    assert stamp()["vectors"].startswith("encoder 3 ")
    assert titles("駐車場") == ["駐車場"]


@pytest.mark.django_db
def test_search_goes_on_without_an_encoder_that_cannot_be_used(
    indexed: Make, encoder: Path, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    (encoder / "model.onnx").unlink()
    settings.ENCODER = encoder

    indexed(title="駐車場")

    assert titles("駐車場") == ["駐車場"]
    assert stamp()["vectors"].startswith("token-average ")
    assert [record.levelname for record in caplog.records if record.name == "tricity.search.vectors"] == [
        "ERROR"
    ]
