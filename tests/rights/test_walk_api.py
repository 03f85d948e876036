"""Every operation of the interface in every role, for what is one's own and what is others'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.journeys.patterns import patterns
from tests.rights.deeds import At, at, holds
from tests.rights.people import ROLES
from tests.rights.routes import of
from tests.rights.walking import Answer, Walker
from tests.rights.world import World
from tricity.api.actions import make_token
from tricity.api.models import Scope
from tricity.api.service import interface

pytestmark = pytest.mark.django_db
START = "/api/v1"
ITSELF = ("api/v1/", "api/v1/openapi.json")
OWNER = "OWNER"  # stands for the body of the side
NOBODY = ""  # the interface gives what is public alone
# What stands in an address: the deed that opens it, and the objects to put there.
READS: Mapping[str, list[tuple[str, str]]] = {
    "records": [("anybody", "record.code"), ("record.read", "draft.code"), ("record.read-submitted", "submitted.code")],
    "organizations": [("anybody", "body.code")],
    "cities": [("anybody", "city.code")],
    "services": [("anybody", "service.code"), (NOBODY, "draft_service.code")],
    "card-entries": [("anybody", "entry.code"), (NOBODY, "draft_entry.code")],
    "concepts": [("anybody", "concept.slug")],
    "events": [("anybody", "event.code"), ("event.see", "draft_event.code")],
    "opportunities": [("anybody", "candidate.code"), (NOBODY, "draft_candidate.code")],
}  # fmt: skip
WRITES: Mapping[tuple[str, str], list[tuple[str, str, Any]]] = {
    ("post", "/records"): [
        ("record.write-for", "", {"kind": "need", "title": "題", "summary": "概要", "owner": OWNER})
    ],
    ("patch", "/records/{code}"): [
        ("record.edit", "draft.code", {"summary": "概要"}),
        ("record.edit-public", "record.code", {"summary": "概要"}),
        ("record.edit-submitted", "submitted.code", {"summary": "概要"}),
    ],
    ("post", "/events/{code}/captions"): [
        ("room.caption", "event.code", {"language": "ja", "text": "00:01.000 --> 00:02.000\n字幕"})
    ],
    ("post", "/records/{code}/submission"): [("record.submit", "draft.code", {})],
}


def operations() -> list[tuple[str, str]]:
    """(method, path below the start) of all operations of the OpenAPI document."""
    paths = interface.get_openapi_schema()["paths"]
    return [(method, path.removeprefix(START)) for path, methods in paths.items() for method in methods]


@pytest.fixture(scope="module")
def tokens(world: World) -> dict[str, str]:
    """A token of everybody, with every scope."""
    scopes = tuple(scope.value for scope in Scope)
    return {
        role: make_token(person, name="walk", scopes=scopes, days=1)[1]
        for role, person in world.people.items()
        if role != "visitor"
    }


def test_every_address_of_the_interface_is_an_operation() -> None:
    described = {f"{START}{path}"[1:] for _method, path in operations()}
    routes = {re.sub(r"<(\w+)>", r"{\1}", route) for route in patterns() if route.startswith(START[1:])}

    assert routes - described == set(ITSELF)


@pytest.mark.parametrize(("method", "path"), operations(), ids=lambda part: str(part))
def test_only_who_has_the_right_is_served(
    method: str, path: str, world: World, walker: Walker, tokens: dict[str, str]
) -> None:
    problems = [
        f"{role} {whose} {method} {address}: {problem}"
        for role in ROLES
        for whose in ("own", "other")
        for deed, address, body in _asked(method, path, at(world, role, whose))
        for answer in [_ask(walker, role, method, address, body, tokens.get(role, ""))]
        for problem in _problems(
            answer, method, role, is_right=deed != NOBODY and holds(world, deed, role, whose)
        )
    ]

    assert not problems, "\n".join(problems)


@pytest.mark.parametrize(
    ("method", "path"), [each for each in operations() if each[0] != "get"], ids=lambda part: str(part)
)
def test_a_session_is_no_token(method: str, path: str, world: World, walker: Walker) -> None:
    for _deed, address, body in _asked(method, path, at(world, "operator", "own")):
        answer = _ask(walker, "operator", method, address, body, "")

        assert (answer.status, answer.written) == (401, ())


def _asked(method: str, path: str, place: At) -> Iterator[tuple[str, str, Any]]:
    if method == "get":
        noun = path.strip("/").split("/")[0]
        found = [(deed, name, None) for deed, name in READS[noun]] if "{" in path else [("anybody", "", None)]
    else:
        found = WRITES[method, path]
    for deed, name, body in found:
        code = str(of(name)(place)[0]) if name else ""
        if body and body.get("owner") == OWNER:
            body = {**body, "owner": place.side.body.code}
        yield deed, START + re.sub(r"\{\w+\}", code, path), body


def _ask(walker: Walker, role: str, method: str, address: str, body: Any, token: str) -> Answer:
    headers = {"if-match": "*"}
    if token:
        headers["authorization"] = f"Bearer {token}"
    kind = "application/json" if body is not None else ""
    return walker.ask(role, method, address, body, headers=headers, content_type=kind)


def _problems(answer: Answer, method: str, role: str, *, is_right: bool) -> list[str]:
    if answer.status == 503:
        return []  # the tests have no index to search
    if method == "get":
        expected = (200,) if is_right else (404,)
        return [] if answer.status in expected else [f"answers {answer.status}"]
    expected = (200, 201, 202, 409, 422) if is_right else ((401,) if role == "visitor" else (403, 404))
    # A body one does not edit for is a field that cannot be accepted.
    expected = (*expected, 422) if "not-yours" in answer.body else expected
    found = [] if answer.status in expected else [f"answers {answer.status}: {answer.body[:200]}"]
    written = [each for each in answer.written if "api_token" not in each]
    return found if is_right or not written else [*found, f"writes {written}"]
