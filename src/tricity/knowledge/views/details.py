from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tricity.accounts.rules import is_operator
from tricity.directory.names import organization_name
from tricity.discussion.panels import panel
from tricity.knowledge import queries, rules
from tricity.knowledge.comparing import LABELS
from tricity.knowledge.digests import RecordView, present
from tricity.knowledge.forms import ReasonForm
from tricity.knowledge.linked import linked_data
from tricity.knowledge.marks import marks_on, successor_of
from tricity.knowledge.models import Kind, Record
from tricity.knowledge.publication.criteria import checklist
from tricity.knowledge.publication.disclosure import completeness, disclosed, is_expired, reconfirmed_on
from tricity.knowledge.publication.reviewers import bodies_of
from tricity.knowledge.related import related_views
from tricity.knowledge.sections import sections_of
from tricity.terms.digests import FalseFriendView, false_friend_view
from tricity.terms.queries import misleading_words
from tricity.web.identity import PublicationState
from tricity.web.languages import reader_language
from tricity.web.text import LocalizedText

MOST_MISLEADING = 5  # words of an original explained beside it


def detail(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Everything a record says, in the reader's language."""
    record = queries.by_code(kind, code)
    if record is None:
        raise Http404
    if record.deleted_at is not None and record.published_at is not None:
        return render(request, "knowledge/gone.html", {"kind": kind}, status=410)
    if not rules.may_read(request.user, record):
        address = successor_of(record) if record.deleted_at is None else None
        if address is None:
            raise Http404
        return redirect(address)
    related = queries.related_ids(record, record.main_concept_id)  # type: ignore[attr-defined]
    views = present([record.pk, *related], reader_language(), whole=True)
    view = views.pop(record.pk, None)
    if view is None:
        raise Http404
    bodies = queries.bodies_to_speak_for(request.user, record) if record.is_public else []
    context = {
        "record": view,
        "related": related_views(view, views.values()),
        "misleading": _misleading(view),
        "bodies": bodies,
        "can_claim": any(not body.has_open_claim for body in bodies),  # type: ignore[attr-defined]
        "review": _review(request, record),
        "may_edit": rules.may_edit(request.user, record),
        "may_submit": rules.may_submit(request.user, record),
        "has_change": record.pending is not None and rules.may_edit(request.user, record),
        "note": record.review_note if rules.may_edit(request.user, record) else "",
        "note_language": record.review_note_language,
        "linked": linked_data(record, view, request.build_absolute_uri) if record.is_public else None,
        "not_reviewed_by": _not_reviewed_by(record),
        "marks": marks_on(record, request.user),
        "sections": sections_of(record, reader_language()),
        "discussion": panel("record", record) if record.is_public and kind == Kind.NEED else None,
        **_details(request, record),
        **_author(request, record),
    }
    return render(request, "knowledge/detail.html", context)


def _details(request: HttpRequest, record: Record) -> dict[str, Any]:
    """The parts of the template this person may read; to insiders also how much of it is written."""
    is_insider = rules.may_see_versions(request.user, record)
    return {
        "may_see_versions": is_insider,
        "parts": disclosed(request.user, record, reader_language(), is_insider=is_insider),
        "completeness": completeness(record) if is_insider else None,
        "is_expired": is_expired(record),
        "reconfirmed_on": reconfirmed_on(record),
        "may_reconfirm": rules.may_reconfirm(request.user, record),
    }


def _not_reviewed_by(record: Record) -> list[LocalizedText]:
    """The reviewing bodies a public record has not yet been read by; no query where it was."""
    if not record.is_unreviewed:
        return []
    language = reader_language()
    return [organization_name(body.organization, language) for body in bodies_of(record.country_id)]


def _author(request: HttpRequest, record: Record) -> dict[str, Any]:
    """What its authors need before they submit a draft: the open remarks and the criteria."""
    if not rules.may_submit(request.user, record):
        return {}
    language = reader_language()
    remarks = record.remarks.filter(settled_at=None)
    return {
        "remarks": [(LABELS.get(row.field, row.field), row) for row in remarks],
        "checklist": checklist(record.kind, record.country_id, language, author=record.author_checks),
    }


def _misleading(view: RecordView) -> list[FalseFriendView]:
    """Words of the original that mislead the reader, with their notes: of the title, then of the summary."""
    texts = (view.original_title, view.original_summary)
    found = [each for text in texts for each in misleading_words(text, view.language, view.reader)]
    distinct = {id(each): each for each in found}.values()
    return [false_friend_view(each, view.reader) for each in list(distinct)[:MOST_MISLEADING]]


def _review(request: HttpRequest, record: Record) -> dict[str, Any] | None:
    """What a curator may do with the record now; None for everybody else."""
    if not rules.may_review(request.user, record):
        return None
    state = record.publication_state
    return {
        "publish": state != PublicationState.PUBLISHED and rules.may_publish(request.user, record),
        "approve": rules.may_approve(request.user, record),
        "unarchive": state == PublicationState.ARCHIVED,
        "give_back": state == PublicationState.SUBMITTED,
        "archive": state != PublicationState.ARCHIVED,
        "delete": is_operator(request.user),
        "form": ReasonForm(),
    }
