"""The OpenAPI document as a page for people: what each address does, and with which parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tricity.api.service import interface

METHODS = ("get", "post", "patch")


@dataclass(frozen=True, slots=True)
class Parameter:
    """`values` are those it takes, where they are few; else what it is made of."""

    name: str
    place: str
    values: str
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    anchor: str
    method: str
    path: str
    summary: str
    description: str
    needs_token: bool
    parameters: tuple[Parameter, ...]
    fields: tuple[Parameter, ...]


def operations() -> list[Operation]:
    """Every operation in the order of the document, in the active language."""
    document = interface.get_openapi_schema()
    return [
        _operation(document, method, path, found[method])
        for path, found in document["paths"].items()
        for method in METHODS
        if method in found
    ]


def _operation(document: Mapping[str, Any], method: str, path: str, found: Mapping[str, Any]) -> Operation:
    said = found.get("description", "")
    return Operation(
        anchor=found["operationId"].replace("_", "-"),
        method=method.upper(),
        path=path,
        summary=_(found["summary"]),
        description=_(said) if said else "",
        needs_token={} not in found["security"],
        parameters=tuple(_parameter(each) for each in found["parameters"] if each["in"] != "path"),
        fields=tuple(_fields(document, found.get("requestBody"))),
    )


def _parameter(found: Mapping[str, Any]) -> Parameter:
    said = found.get("description", "")
    return Parameter(found["name"], found["in"], _values(found["schema"]), _(said) if said else "")


def _fields(document: Mapping[str, Any], body: Mapping[str, Any] | None) -> Iterator[Parameter]:
    if body is None:
        return
    name = body["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
    for field, schema in document["components"]["schemas"][name]["properties"].items():
        said = schema.get("description", "")
        yield Parameter(field, "body", _values(schema), _(said) if said else "")


def _values(schema: Mapping[str, Any]) -> str:
    """“initiative, need, solution”, “integer”, “list of string”."""
    if "anyOf" in schema:
        known = [_values(each) for each in schema["anyOf"] if each.get("type") != "null"]
        return " | ".join(dict.fromkeys(known))
    if "enum" in schema:
        return ", ".join(f"“{value}”" for value in schema["enum"] if value)
    if schema.get("type") == "array":
        return f"[{_values(schema['items'])}]"
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[1])
    return str(schema.get("format") or schema.get("const") or schema.get("type", ""))
