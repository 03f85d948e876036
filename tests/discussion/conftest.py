from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests import factories
from tricity.accounts.models import User
from tricity.discussion.actions.posting import post
from tricity.discussion.models import Post
from tricity.discussion.registry import discussable, spoken_for
from tricity.knowledge.models import Kind, Record

Says = Callable[..., Post]


@pytest.fixture
def need(countries: dict[str, object]) -> Record:
    """A Korean city's need, which everybody may read."""
    return factories.record("KR", Kind.NEED, title="주차장 부족")


@pytest.fixture
def says(need: Record) -> Says:
    """A member says something about the need."""

    def say(person: User, text: str, language: str = "ja", parent: Post | None = None) -> Post:
        spec = discussable("record")
        assert spec is not None
        body = spoken_for(person)[0]
        return post(spec, need, by=person, body=body, text=text, language=language, parent=parent)

    return say


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client
