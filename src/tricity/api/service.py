"""The interface itself: its document, its errors, its addresses."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from tricity.api import problems
from tricity.api.document import described
from tricity.api.endpoints import (
    captions,
    cooperation,
    directory,
    events,
    records,
    search,
    statements,
    terms,
)
from tricity.api.problems import Problem
from tricity.api.validation import field_errors
from tricity.web.errors import TricityError

VERSION = "1.0.0"
DESCRIPTION = (
    "Records, bodies with their services, country cards, cities, topics, events and candidate joint projects of this "
    "site. Reading needs no account; what is not public is read and written with a token. Texts come in the language of "
    "`Accept-Language`, beside the author's words and every rendering. Lists go on with a cursor. Errors are "
    "`application/problem+json` (RFC 9457)."
)


class Readable(JSONRenderer):
    """JSON whose Chinese, Japanese and Korean stand in it as they are: half as long, and people can read it."""

    json_dumps_params = {"ensure_ascii": False}


class Interface(NinjaAPI):
    def get_openapi_schema(self, **options: Any) -> Any:
        """The document, with what all operations share. It changes only with the software, so it is made once."""
        return _document(self)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function: list_records, read_record."""
        return operation.view_func.__name__


@cache
def _document(served: Interface) -> dict[str, Any]:
    return described(NinjaAPI.get_openapi_schema(served))


interface = Interface(
    title="Tricity",
    version=VERSION,
    description=DESCRIPTION,
    urls_namespace="interface-v1",
    renderer=Readable(),
    docs_url=None,
    openapi_url="/openapi.json",
)
interface.add_router("/records", records.router)
interface.add_router("/organizations", directory.organizations_router)
interface.add_router("/cities", directory.cities_router)
interface.add_router("/services", statements.services_router)
interface.add_router("/card-entries", statements.entries_router)
interface.add_router("/concepts", terms.router)
interface.add_router("/search", search.router)
interface.add_router("/events", events.router)
interface.add_router("/events", captions.router)
interface.add_router("/opportunities", cooperation.opportunities_router)
interface.add_router("/overlaps", cooperation.overlaps_router)


@interface.exception_handler(Problem)
def _problem(request: HttpRequest, error: Problem) -> HttpResponse:
    return problems.response(error)


@interface.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    detail = _("Some fields cannot be accepted; “errors” says which and why.")
    return problems.response(Problem(422, "invalid", detail, field_errors(error.errors)))


@interface.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problems.response(problems.not_found())


@interface.exception_handler(PermissionDenied)
def _denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return problems.response(problems.of_status(403))


@interface.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problems.response(problems.of_status(error.status_code))


@interface.exception_handler(TricityError)
def _refused(request: HttpRequest, error: TricityError) -> HttpResponse:
    return problems.response(Problem(error.status, _code(error), error.message))


def _code(error: TricityError) -> str:
    """TooManyTokens → too-many-tokens."""
    name = type(error).__name__
    return "".join(f"-{char.lower()}" if char.isupper() else char for char in name).lstrip("-")
