"""What organizers do to invite: bring a list or choose bodies, look at the preview, send, see who answered."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tricity.directory.names import organization_display
from tricity.events.models import Event
from tricity.events.views.finding import event_to_edit
from tricity.invitations import actions, exports, queries, rules
from tricity.invitations.digests import Sheet, balances, guest_sheets, invitation_view, preview
from tricity.invitations.errors import ListRefused
from tricity.invitations.forms import ChooseForm, ListForm, SendForm, StateForm
from tricity.invitations.guests import MOST, Guest, guests_of, sealed
from tricity.invitations.models import Invitation
from tricity.invitations.reading import read_guests
from tricity.participation.queries import admission_of
from tricity.participation.views.registering import event_context
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import reader_language
from tricity.web.pages import Page, page_number

ROWS = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@login_required
@require_safe
def invitations(request: HttpRequest, code: str) -> HttpResponse:
    """Who is invited, and what they answered."""
    event = event_to_edit(request, code)
    form = StateForm(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    rows = queries.invitations_of(event)
    rows = rows.filter(state=state) if state else rows
    numbers = queries.numbers(event)
    language = reader_language()
    page = Page(page_number(request), ROWS, rows.count())
    invited, coming = balances(event, language)
    admission = admission_of(event)
    context = event_context(event) | {
        "rows": [invitation_view(each, language) for each in rows[page.offset : page.offset + page.size]],
        "page": page,
        "filter": StateForm(initial={"state": state}),
        "states": [(label, numbers.get(value, 0)) for value, label in Invitation.State.choices],
        "total": sum(numbers.values()),
        "balances": ((_("Invited"), "invited", invited), (_("Registered by invitation"), "coming", coming)),
        "can_register": event.is_public and admission is not None and admission.is_open,
        "is_filtered": bool(state),
    }
    return render(request, "invitations/invitations.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def from_list(request: HttpRequest, code: str) -> HttpResponse:
    """Bring a list; nothing is kept before the preview was seen."""
    event = event_to_edit(request, code)
    is_sent = request.method == "POST"
    form = ListForm(request.POST, request.FILES) if is_sent else ListForm()
    problems: Sequence[str] = ()
    if form.is_bound and form.is_valid():
        try:
            return _preview(request, event, read_guests(form.cleaned_data["upload"]))
        except ListRefused as refused:
            problems = refused.problems
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = event_context(event) | {"form": form, "problems": problems}
    return render(request, "invitations/list.html", context, status=status)


@login_required
@require_safe
def template(request: HttpRequest, code: str) -> HttpResponse:
    """An empty list with the headings."""
    event_to_edit(request, code)
    disposition = 'attachment; filename="invitations.xlsx"'
    return HttpResponse(exports.template(), content_type=XLSX, headers={"Content-Disposition": disposition})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Choose organizations of the directory."""
    event = event_to_edit(request, code)
    language = reader_language()
    form = ChooseForm(request.GET, reader=language)
    values = form.cleaned_data if form.is_valid() else {"country": "", "kind": "", "q": ""}
    found = queries.bodies_found(
        country=values["country"], kind=values["kind"], text=values["q"], language=language
    )
    if request.method == "POST":
        codes = request.POST.getlist("body")[:MOST]
        chosen = list(found.filter(code__in=codes))
        if chosen:
            return _preview(request, event, guests_of(chosen))
    page = Page(page_number(request), ROWS, found.count())
    bodies = found[page.offset : page.offset + page.size]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    context = event_context(event) | {
        "filter": ChooseForm(values, reader=language),
        "bodies": [(each.code, organization_display(each, language)) for each in bodies],
        "page": page,
        "is_empty": request.method == "POST",
    }
    return render(request, "invitations/choose.html", context, status=status)


def _preview(request: HttpRequest, event: Event, guests: list[Guest]) -> HttpResponse:
    form = SendForm(initial={"seal": sealed(guests, event, request.user)}, event=event, user=request.user)
    return _preview_page(request, event, guests, form, HTTPStatus.OK)


def _preview_page(
    request: HttpRequest, event: Event, guests: list[Guest], form: SendForm, status: HTTPStatus
) -> HttpResponse:
    views = preview(guests, event, reader_language())
    context = event_context(event) | {
        "guests": views,
        "number": sum(not each.is_known for each in views),
        "known": sum(each.is_known for each in views),
        "form": form,
        "has_mail": settings.MAIL_CONFIGURED,
    }
    return render(request, "invitations/preview.html", context, status=status)


@never_cache
@login_required
@require_POST
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Invite those of the preview; the answer are the sheets, for the links are known only now."""
    event = event_to_edit(request, code)
    form = SendForm(request.POST, event=event, user=request.user)
    if not form.is_valid():
        guests = form.cleaned_data.get("seal")
        if guests:
            return _preview_page(request, event, guests, form, HTTPStatus.UNPROCESSABLE_ENTITY)
        messages.error(request, _("This preview is too old. Bring the list again."))
        return redirect("invitations:invitations", event.code)
    values = form.cleaned_data
    made = actions.invite(event, values["seal"], by=request.user, answer_by=values["answer_by"])
    return sheets_page(request, event, guest_sheets(made, has_mail=settings.MAIL_CONFIGURED))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, code: str, invitation: str) -> HttpResponse:
    """One invitation: a new link, or withdraw it."""
    event = event_to_edit(request, code)
    row = get_object_or_404(queries.invitations_of(event), code=invitation)
    deed = request.POST.get("deed", "")
    try:
        if deed == "renew":
            made = actions.renew(row, by=request.user)
            return sheets_page(request, event, guest_sheets([made], has_mail=settings.MAIL_CONFIGURED))
        if deed == "withdraw":
            actions.withdraw(row, by=request.user)
            messages.success(request, _("The invitation is withdrawn. Its link opens nothing any more."))
            return redirect(request.path)
    except TricityError as error:
        return from_tricity_error(request, error)
    context = event_context(event) | {
        "row": invitation_view(row, reader_language()),
        "invitation": row,
        "may_change": row.state in rules.ANSWERABLE,
    }
    return render(request, "invitations/invitation.html", context)


def sheets_page(
    request: HttpRequest, event: Event, sheets: list[Sheet], *, are_speakers: bool = False
) -> HttpResponse:
    """Links to copy or print, once."""
    context = event_context(event) | {"sheets": sheets, "are_speakers": are_speakers}
    return render(request, "invitations/sheets.html", context)
