from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Query, Router, Status

from tricity.api import paging
from tricity.api.problems import FieldError, Problem, not_found
from tricity.api.shapes.drafts import RecordChange, RecordIn
from tricity.api.shapes.records import RecordFilters, RecordOut, RecordPage, records
from tricity.api.versions import changed_meanwhile, wanted_version
from tricity.api.writing import checked
from tricity.directory.models import Organization
from tricity.directory.queries import organizations
from tricity.knowledge import actions, queries, rules
from tricity.knowledge.choices import countries_for
from tricity.knowledge.errors import ChangedMeanwhile
from tricity.knowledge.models import Deployment, Participation, Record
from tricity.knowledge.values import values_of
from tricity.knowledge.views.record_page import EMPTY
from tricity.language import parse_code
from tricity.web.errors import Refused
from tricity.web.languages import reader_language

router = Router(tags=["records"])


def with_parts(rows: QuerySet[Record]) -> QuerySet[Record]:
    """The rows with what `shapes.records` reads of them."""
    return rows.select_related("city", "owner").prefetch_related(
        Prefetch("participations", Participation.objects.select_related("organization")),
        Prefetch("deployments", Deployment.objects.select_related("city")),
    )


@router.get(
    "",
    response=RecordPage,
    summary=gettext_noop("Initiatives, needs and solutions"),
    description=gettext_noop("Everything you may read that fits all filters."),
)
def list_records(request: HttpRequest, filters: Query[RecordFilters]) -> Any:
    rows = with_parts(queries.visible_records(request.user)).filter(_condition(filters))
    if filters.updated_since:
        rows = rows.filter(updated_at__gte=filters.updated_since)
    cut = paging.by_change if filters.order == paging.BY_CHANGE else paging.newest_first
    piece = cut(rows, filters.cursor, filters.limit)
    return paging.page(request, _shown(request, piece.rows), piece.cursor)


def _condition(filters: RecordFilters) -> Any:
    wanted = {
        name: getattr(filters, name)
        for name in ("kind", "country", "city", "organization", "topic", "status")
    }
    wanted["language"] = [parse_code(tag) for tag in filters.language]
    condition = queries.matching(wanted)
    return condition & Q(publication_state__in=filters.state) if filters.state else condition


@router.get(
    "/{slug:code}",
    response=RecordOut,
    summary=gettext_noop("One record"),
    description=gettext_noop(
        "The record in the author's words and in every rendering. Its `ETag` is what `If-Match` takes."
    ),
)
def read_record(request: HttpRequest, code: str) -> Any:
    return _found(request, _readable(request, code))


@router.post(
    "",
    response={201: RecordOut},
    summary=gettext_noop("Write a draft"),
    description=gettext_noop(
        "A new draft of a body you edit for; of none, if you are a curator and compile it from public sources."
    ),
)
def write_record(request: HttpRequest, response: HttpResponse, body: RecordIn) -> Any:
    owner = _owner(request, body.owner)
    curated = queries.curated_countries(request.user)
    home = [owner.country_id] if owner and owner.country_id else None if owner else curated
    start = {**EMPTY, **_first_values(owner)}
    given = body.dict(exclude_unset=True, exclude={"kind", "owner"})
    values = checked(body.kind, given, start, countries_for(home, reader_language()))
    record = actions.write_record(body.kind, by=request.user, owner=owner, values=values)
    response.headers["Location"] = request.build_absolute_uri(f"{request.path}/{record.code}")
    return Status(201, _found(request, _readable(request, record.code)))


@router.patch(
    "/{slug:code}",
    response=RecordOut,
    summary=gettext_noop("Change a record"),
    description=gettext_noop(
        "Change some fields. What is public changes at once for a curator; a change by others waits for one."
    ),
)
def change_record(request: HttpRequest, code: str, body: RecordChange) -> Any:
    record = _editable(request, code)
    version = wanted_version(request, record)
    stored = {**values_of(record), **(record.pending or {})}
    curated = queries.curated_countries(request.user)
    home = None if curated is None else {*curated, record.country_id}
    values = checked(
        record.kind, body.dict(exclude_unset=True), stored, countries_for(home, reader_language())
    )
    try:
        actions.change_record(record, by=request.user, values=values, version=version)
    except ChangedMeanwhile:
        raise changed_meanwhile() from None
    return _found(request, _readable(request, code))


@router.post(
    "/{slug:code}/submission",
    response=RecordOut,
    summary=gettext_noop("Submit a draft"),
    description=gettext_noop("Ask the curators of the country to publish a draft."),
)
def submit_record(request: HttpRequest, code: str) -> Any:
    record = _editable(request, code)
    wanted_version(request, record)
    actions.submit_record(record, by=request.user)
    return _found(request, _readable(request, code))


def _readable(request: HttpRequest, code: str) -> Record:
    rows = with_parts(Record.objects.all())
    record = get_object_or_404(rows, code=code)
    if record.deleted_at is not None and record.published_at is not None:
        raise Problem(410, "gone", _("This record was published here and has been taken away."))
    if not rules.may_read(request.user, record):
        raise not_found()
    return record


def _editable(request: HttpRequest, code: str) -> Record:
    record = _readable(request, code)
    if not rules.may_edit(request.user, record):
        raise Refused(
            _(
                "Only editors of its owner and curators of its country may change this record, and not while it waits."
            )
        )
    return record


def _owner(request: HttpRequest, code: str | None) -> Organization | None:
    if code:
        body = organizations().filter(code=code, pk__in=queries.edited_bodies(request.user)).first()
        if body is None:
            message = _("You edit for no body with this code.")
            raise Problem(422, "invalid", message, [FieldError("not-yours", message, "#/owner")])
        return body
    if queries.curated_countries(request.user) == []:
        raise Refused(_("Name the body you write for as “owner”: only curators write without one."))
    return None


def _first_values(owner: Organization | None) -> dict[str, Any]:
    """What a draft begins with: the language, the country and the city of its owner."""
    return {
        "language": owner.language if owner else reader_language(),
        "country": owner.country_id or "" if owner else "",
        "city": owner.city.code if owner and owner.city else "",
    }


def _found(request: HttpRequest, record: Record) -> Any:
    request.record_version = record.version  # type: ignore[attr-defined]
    return _shown(request, [record])[0]


def _shown(request: HttpRequest, rows: Any) -> list[Any]:
    edits = {row.pk for row in rows if rules.may_edit(request.user, row)}
    inside = {row.pk for row in rows if rules.may_see_versions(request.user, row)}
    return records(rows, request, reader_language(), edits=edits, inside=inside)
