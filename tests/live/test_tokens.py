from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tricity.live import TokenRefused, names, tokens

NOON = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(names.KEY_VARIABLE, "ab" * 32)


def test_token_says_room_roles_languages_and_end() -> None:
    token = tokens.make("forum-2026", ["moderators"], ["ko", "ja"], NOON)

    assert tokens.read(token, now=NOON.timestamp() - 1) == tokens.Token(
        "forum-2026", frozenset({"moderators"}), frozenset({"ja", "ko"}), NOON.timestamp()
    )


def test_token_ends() -> None:
    token = tokens.make("forum-2026", [], [], NOON)

    with pytest.raises(TokenRefused, match="has expired"):
        tokens.read(token, now=NOON.timestamp())


def test_token_of_another_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    token = tokens.make("forum-2026", [], [], NOON)
    monkeypatch.setenv(names.KEY_VARIABLE, "cd" * 32)

    with pytest.raises(TokenRefused, match="not one of this site"):
        tokens.read(token, now=0)


def test_payload_of_one_with_the_signature_of_another_is_refused() -> None:
    mine = tokens.make("forum-2026", [], [], NOON)
    theirs = tokens.make("forum-2026", ["moderators"], [], NOON)

    with pytest.raises(TokenRefused):
        tokens.read(theirs.partition(".")[0] + "." + mine.partition(".")[2], now=0)


@given(st.text(max_size=60))
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(TokenRefused):
        tokens.read(text, now=0)
