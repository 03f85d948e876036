from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tricity.accounts.rules import is_curator
from tricity.cooperation import actions
from tricity.cooperation.digests import threads
from tricity.cooperation.digests.candidates import titles
from tricity.cooperation.errors import NoOrganization, OwnSubject
from tricity.cooperation.forms import InterestForm, NoteForm
from tricity.cooperation.models import Interest, Opportunity
from tricity.cooperation.queries import (
    addressed_to,
    interests_of,
    public_opportunities,
    received_by,
    sent_by,
)
from tricity.cooperation.rules import is_subject_of
from tricity.directory.models import Organization
from tricity.directory.queries import organizations
from tricity.directory.rules import memberships
from tricity.knowledge.models import Record
from tricity.knowledge.queries import public_records
from tricity.privacy.agreeing import note as note_agreement
from tricity.web.errors import TricityError
from tricity.web.languages import reader_language
from tricity.web.pages import PAGE_SIZE, Page, page_number
from tricity.web.text import LocalizedText

BOXES = ("all", "received", "sent")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def express(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    subject = _subject(kind, code)
    bodies = _bodies(request)
    own = [body for body in bodies if isinstance(subject, Record) and is_subject_of(body, subject)]
    others = [body for body in bodies if body not in own]
    if not others:
        return _refused(request, subject, OwnSubject() if own else NoOrganization())
    form = InterestForm(
        request.POST or None,
        bodies=others,
        reader=reader_language(),
        user=request.user,
        initial={"kind": request.GET.get("kind", Interest.Kind.INTERESTED)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                note_agreement(form, by=request.user)  # type: ignore[arg-type]
                interest = actions.express(
                    subject, form.message(), organization=form.cleaned_data["organization"], by=request.user
                )
        except TricityError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Sent. You will find the answer here and on your desk."))
            return redirect(interest)
    return _express_page(request, subject, form, others)


@login_required
@require_safe
def interests(request: HttpRequest) -> HttpResponse:
    language = reader_language()
    box = request.GET.get("box", "")
    box = box if box in BOXES else BOXES[0]
    rows = _box(request, box)
    status = request.GET.get("status", "")
    if status in Interest.Status.values:
        rows = rows.filter(status=status)
    page = Page(page_number(request), PAGE_SIZE, rows.count())
    shown = list(rows[page.offset : page.offset + page.size])
    context = {
        "threads": threads.rows(shown, language),
        "page": page,
        "box": box,
        "boxes": [
            ("all", _("All")),
            ("received", _("Received")),
            ("sent", _("Sent")),
        ],
        "status": status,
        "statuses": Interest.Status.choices,
        "has_organization": bool(memberships(request.user)),
        "reviews": is_curator(request.user),
    }
    return render(request, "cooperation/interests.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def interest(request: HttpRequest, code: str) -> HttpResponse:
    language = reader_language()
    row = get_object_or_404(interests_of(request.user), code=code)
    form = NoteForm(request.POST or None, reader=language, status=row.status, user=request.user)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            with transaction.atomic():
                note_agreement(form, by=request.user)  # type: ignore[arg-type]
                actions.add_note(
                    row,
                    by=request.user,
                    text=values["text"],
                    language=values["language"],
                    status=values["status"],
                    organization=_side(request, row),
                )
        except TricityError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Saved."))
            return redirect(row)
    context = {"thread": threads.thread(row, language), "form": form}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "cooperation/interest.html", context, status=status)


def _subject(kind: str, code: str) -> Record | Opportunity:
    if kind == "record":
        rows = public_records().select_related("city").prefetch_related("participations")
        return get_object_or_404(rows, code=code)
    if kind == "opportunity":
        return get_object_or_404(public_opportunities(), code=code)
    raise Http404


def _bodies(request: HttpRequest) -> list[Organization]:
    """The organizations the person is a member of, by name for the reader."""
    found = organizations().filter(pk__in=memberships(request.user))
    return sorted(found, key=lambda each: (each.sort_keys.get(reader_language(), ""), each.pk))


def _side(request: HttpRequest, row: Interest) -> Organization | None:
    """For which body the person writes here: the sender, else one written to; none for a curator."""
    mine = memberships(request.user)
    if row.organization_id in mine:
        return row.organization
    return addressed_to(row).filter(pk__in=mine).order_by("pk").first()


def _box(request: HttpRequest, box: str) -> QuerySet[Interest]:
    mine = memberships(request.user)
    if box == "received":
        return received_by(mine)
    return sent_by(mine) if box == "sent" else interests_of(request.user)


def _refused(request: HttpRequest, subject: Record | Opportunity, error: TricityError) -> HttpResponse:
    context = {"subject": subject, "subject_title": _title(subject), "refusal": error.message}
    return render(request, "cooperation/express.html", context, status=error.status)


def _express_page(
    request: HttpRequest, subject: Record | Opportunity, form: InterestForm, bodies: list[Organization]
) -> HttpResponse:
    context = {
        "subject": subject,
        "subject_title": _title(subject),
        "form": form,
        "is_single": len(bodies) == 1,
        "body_name": threads.organization_name(bodies[0], reader_language()),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "cooperation/express.html", context, status=status)


def _title(subject: Record | Opportunity) -> LocalizedText:
    language = reader_language()
    if isinstance(subject, Opportunity):
        return titles([subject], language)[subject.pk]
    return threads.record_titles([subject], language)[subject.pk]
