from __future__ import annotations

from pathlib import Path
from typing import Any

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


def test_debugging_is_warned_of(settings: Any) -> None:
    settings.DEBUG = True

    assert ids(checks.debugging(None)) == ["site.W002"]
