"""A program that reads everything there is of the sample gets everything, each thing once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from tricity.directory.models import City, Organization
from tricity.knowledge.models import Record
from tricity.site.sample import load_sample
from tricity.terms.actions import load_seed
from tricity.terms.models import Concept

pytestmark = pytest.mark.django_db
Program = Callable[..., Client]


def harvested(client: Client, address: str) -> Iterator[dict[str, Any]]:
    while address:
        response = client.get(address)
        assert response.status_code == 200, response.json()
        page = response.json()
        yield from page["items"]
        address = page["next"]


def test_whole_sample_is_read_once(program: Program) -> None:
    load_seed()
    load_sample()
    client = program(language="ko")

    for name, key, model in (
        ("records", "code", Record),
        ("organizations", "code", Organization),
        ("cities", "code", City),
        ("concepts", "slug", Concept),
    ):
        found = [each[key] for each in harvested(client, f"/api/v1/{name}?limit=100")]
        assert sorted(found) == sorted(model.objects.values_list(key, flat=True)), name
        one = client.get(f"/api/v1/{name}/{found[0]}").json()
        assert one[key] == found[0]


def test_sample_has_a_rendering_or_a_digest_for_every_reader(program: Program) -> None:
    load_sample()

    for language in ("en", "ja", "ko", "zh-Hans"):
        for record in harvested(program(language=language), "/api/v1/records?limit=100"):
            assert record["title"]["language"] == language, record["code"]
            assert record["title"]["text"]
