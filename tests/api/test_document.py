"""The OpenAPI document holds what it says: requests made up from it, good and bad, against the interface in this process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tests import factories
from tricity.api import throttle
from tricity.api.actions import make_token
from tricity.knowledge.models import Kind
from tricity.rooms.actions import name_person
from tricity.search import indexer
from tricity.search.actions import touch

pytestmark = pytest.mark.django_db
DOCUMENT = "/api/v1/openapi.json"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]
EXAMPLES = settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
OPERATIONS = [
    ("GET", "/api/v1/records"),
    ("POST", "/api/v1/records"),
    ("GET", "/api/v1/records/{code}"),
    ("PATCH", "/api/v1/records/{code}"),
    ("POST", "/api/v1/records/{code}/submission"),
    ("GET", "/api/v1/organizations"),
    ("GET", "/api/v1/organizations/{code}"),
    ("GET", "/api/v1/services"),
    ("GET", "/api/v1/services/{code}"),
    ("GET", "/api/v1/card-entries"),
    ("GET", "/api/v1/card-entries/{code}"),
    ("GET", "/api/v1/cities"),
    ("GET", "/api/v1/cities/{code}"),
    ("GET", "/api/v1/concepts"),
    ("GET", "/api/v1/concepts/{slug}"),
    ("GET", "/api/v1/search"),
    ("GET", "/api/v1/events"),
    ("GET", "/api/v1/events/{code}"),
    ("POST", "/api/v1/events/{code}/captions"),
    ("GET", "/api/v1/opportunities"),
    ("GET", "/api/v1/opportunities/{code}"),
    ("GET", "/api/v1/overlaps"),
]
# Nothing in the address of one thing can be wrong by the document: every code is a text.
CASES = [
    (method, path, mode)
    for method, path in OPERATIONS
    for mode in GenerationMode
    if not (method == "GET" and "{" in path and mode is GenerationMode.NEGATIVE)
]


def named(row: Any) -> Any:
    row.code = "SOMECODE"
    row.save()
    return row


@pytest.fixture
def furnished() -> dict[str, str]:
    """Something of everything, under the codes that stand in the addresses; and the token of an editor."""
    city = named(factories.city("JP"))
    body = named(factories.organization("JP", type="city", city=city))
    record = named(factories.record("JP", Kind.NEED, owner=body, city=city))
    named(factories.service(body))
    named(factories.card_entry("JP"))
    event = named(factories.event())
    named(factories.opportunity(publication_state="published"))
    factories.concept("somecode")
    touch(record, body)
    indexer.catch_up()
    editor = factories.user(organizations=[body])
    name_person(event, username=editor.username, role="captioner", by=None)
    scopes = ["read", "write:records", "write:captions"]
    _token, secret = make_token(editor, name="x", scopes=scopes, days=30)
    return {"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"}


@pytest.fixture(autouse=True)
def _in_one_transaction(monkeypatch: Any) -> Iterator[None]:
    """Thousands of requests without a limit, on the connection of the test, as Django's own client asks."""
    throttle.forget()
    monkeypatch.setattr(throttle, "FOR_A_TOKEN", 1_000_000)
    monkeypatch.setattr(throttle, "FOR_AN_ADDRESS", 1_000_000)
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


def test_document_is_openapi_3_1_and_lists_every_operation(client: Client) -> None:
    document = client.get(DOCUMENT).json()

    assert document["openapi"].startswith("3.1.")
    listed = [(method.upper(), path) for path, methods in document["paths"].items() for method in methods]
    assert sorted(listed) == sorted(OPERATIONS)


def test_every_operation_has_a_name_of_its_own(client: Client) -> None:
    paths = client.get(DOCUMENT).json()["paths"]

    names = [operation["operationId"] for methods in paths.values() for operation in methods.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("method", "path", "mode"), CASES, ids=str)
def test_interface_keeps_its_document(
    furnished: dict[str, str], method: str, path: str, mode: GenerationMode
) -> None:
    schema = schemathesis.openapi.from_wsgi(DOCUMENT, WSGIHandler())
    places = {"{code}": {"code": "SOMECODE"}, "{slug}": {"slug": "somecode"}}
    # What is right by the document may name a city that does not exist, so writing is not held to accept it.
    checks = [*CHECKS, positive_data_acceptance] if method == "GET" else CHECKS
    cases = schema[path][method].as_strategy(
        mode,
        path_parameters=next((each for part, each in places.items() if part in path), None)
        if mode is GenerationMode.POSITIVE
        else None,
    )

    @EXAMPLES
    @given(case=cases)
    def each_case(case: Any) -> None:
        if mode is GenerationMode.POSITIVE and case.query:
            case.query.pop("cursor", None)  # only the interface itself can make one up
        case.call_and_validate(headers=furnished, checks=checks)

    each_case()
