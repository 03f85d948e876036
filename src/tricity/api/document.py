"""What the OpenAPI document says of all operations: who may call them, how they fail, what headers they carry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop

from tricity.api.problems import CONTENT_TYPE

PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457. `code` is for programs, `title` and `detail` are for people, in the caller's language.",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "message"],
                "properties": {
                    "pointer": {
                        "type": "string",
                        "description": "JSON Pointer into the body, as a fragment.",
                    },
                    "parameter": {"type": "string", "description": "Name of a parameter of the address."},
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                },
            },
        },
    },
}
WORDS = {
    400: "The request cannot be read.",
    401: "A token is needed, or this one is not valid.",
    403: "The token or its person has no right to this.",
    404: "There is nothing here, or the caller may not read it.",
    409: "The record is not in the state this needs.",
    410: "The record was taken away.",
    412: "The record changed after it was read.",
    413: "The body is too large.",
    415: "The body is not JSON.",
    422: "Something in the request cannot be accepted.",
    428: "`If-Match` is missing.",
    429: "Too many requests.",
    503: "The search is being prepared.",
}
ALWAYS = (400, 401, 403, 422, 429)
WRITING = (409, 410, 412, 413, 415, 428)
LANGUAGE = {
    "name": "Accept-Language",
    "in": "header",
    "required": False,
    "description": gettext_noop("The language of texts and messages; `en` where none fits."),
    "schema": {"type": "string", "examples": ["ja", "ko", "zh-Hans", "en"]},
}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": gettext_noop("The `ETag` of the record you read, or `*`. Without it the answer is 428."),
    "schema": {"type": "string"},
}
HEADERS = {
    "RateLimit-Limit": "Requests a minute.",
    "RateLimit-Remaining": "How many are left.",
    "RateLimit-Reset": "Seconds until there are more.",
}


def described(document: dict[str, Any]) -> dict[str, Any]:
    """The document of the framework, completed in place."""
    components = document["components"]
    components["schemas"]["Problem"] = PROBLEM
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            _complete(operation, method, path)
    return document


def _complete(operation: dict[str, Any], method: str, path: str) -> None:
    is_writing = method != "get"
    operation["parameters"] = [*operation["parameters"], LANGUAGE]
    if is_writing and "{" in path:
        operation["parameters"].append(IF_MATCH)
    operation["security"] = [{"token": ["write:records"]}] if is_writing else [{}, {"token": ["read"]}]
    for status in list(operation["responses"]):
        operation["responses"][status]["headers"] = _headers()
    statuses = [*ALWAYS, *(WRITING if is_writing else ())]
    statuses += [404, 410] if "{" in path else []
    statuses += [503] if path.endswith("/search") else []
    for status in sorted(set(statuses)):
        operation["responses"][status] = _failure(status)
    # JSON has no numbers for keys, and tools read the document as it is sent.
    operation["responses"] = {str(status): each for status, each in operation["responses"].items()}


def _failure(status: int) -> dict[str, Any]:
    return {
        "description": WORDS[status],
        "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _headers() -> Mapping[str, Any]:
    headers = {name: {"description": words, "schema": {"type": "integer"}} for name, words in HEADERS.items()}
    etag = {"description": "State of what was sent, for `If-None-Match`.", "schema": {"type": "string"}}
    return {"ETag": etag, **headers}
