from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.encoders import write_model, write_tokenizer
from tricity.site import checks


def ids(messages: list[Any]) -> list[str | None]:
    assert all(message.hint for message in messages)
    return [message.id for message in messages]


def test_site_of_this_machine_alone_is_well(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]

    assert checks.transport(None) == []
    assert checks.debugging(None) == []
    assert checks.data_folder(None) == []


def test_missing_data_folder_is_an_error(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "gone"

    assert ids(checks.data_folder(None)) == ["site.E001"]


def test_public_host_without_https_is_warned_of(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "cities.example.org"]

    assert ids(checks.transport(None)) == ["site.W001"]
    settings.SESSION_COOKIE_SECURE = True
    assert checks.transport(None) == []


def test_encoder_is_looked_over_only_where_one_is_named(settings: Any, tmp_path: Path) -> None:
    assert checks.encoder(None) == []
    settings.ENCODER = tmp_path

    (message,) = checks.encoder(None)

    assert ids([message]) == ["site.W003"]
    assert str(tmp_path / "model.onnx") in message.msg
    assert "there is no such file" in message.msg


def test_encoder_with_its_files_is_well(settings: Any, tmp_path: Path) -> None:
    write_tokenizer(tmp_path)
    write_model(tmp_path)
    settings.ENCODER = tmp_path

    assert checks.encoder(None) == []


def test_encoder_without_its_packages_says_what_to_install(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    settings.ENCODER = tmp_path

    (message,) = checks.encoder(None)

    assert "onnxruntime: it is not installed: pip install 'tricity[neural]'" in message.msg


def test_debugging_is_warned_of(settings: Any) -> None:
    settings.DEBUG = True

    assert ids(checks.debugging(None)) == ["site.W002"]
