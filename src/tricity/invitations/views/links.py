"""What organizers see of speakers: what is missing, who has a page, the answers on recording."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tricity.events import uploads
from tricity.events.clocks import shown_in
from tricity.events.models import Event, SessionPerson, Talk
from tricity.events.views.finding import event_to_edit
from tricity.invitations import actions, queries
from tricity.invitations.digests import (
    LACKING,
    answer_views,
    language_name,
    latin_of,
    name_of,
    speaker_rows,
    speaker_sheets,
)
from tricity.invitations.forms import LinkForm
from tricity.invitations.models import SpeakerLink
from tricity.invitations.views.inviting import sheets_page
from tricity.language import INTERFACE_LANGUAGES
from tricity.participation.views.registering import event_context
from tricity.web.languages import reader_language

Part = Talk | SessionPerson


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def speakers(request: HttpRequest, code: str) -> HttpResponse:
    """What is missing of whom; pages for all who have none."""
    event = event_to_edit(request, code)
    form = LinkForm(request.POST if request.method == "POST" else None, event=event, for_all=True)
    if form.is_bound and form.is_valid():
        made = actions.give_links(event, closes_at=form.cleaned_data["closes_at"], by=request.user)
        if made:
            sheets = speaker_sheets(made, has_mail=settings.MAIL_CONFIGURED)
            return sheets_page(request, event, sheets, are_speakers=True)
        messages.info(request, _("All speakers have their page already."))
        return redirect(request.path)
    rows = speaker_rows(event, reader_language())
    context = event_context(event) | {
        "rows": rows,
        "form": form,
        "is_any_without": any(each.link is None and each.kind == "talk" for each in rows),
        "complete": sum(not each.lacking for each in rows),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "invitations/speakers.html", context, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def speaker_link(request: HttpRequest, code: str, kind: str, pk: int) -> HttpResponse:
    """One speaker: what is missing, what was agreed to, a new link."""
    event = event_to_edit(request, code)
    part = _part(event, kind, pk)
    link = _link_of(part)
    if request.POST.get("deed") == "take" and link is not None:
        actions.take_link(link, by=request.user)
        messages.success(request, _("The page is closed. Its link opens nothing any more."))
        return redirect(request.path)
    form = LinkForm(
        request.POST if request.method == "POST" else None, event=event, initial=_initial(part, link, event)
    )
    if form.is_bound and form.is_valid():
        made = actions.give_link(part, **form.cleaned_data, by=request.user)
        sheets = speaker_sheets([made], has_mail=settings.MAIL_CONFIGURED)
        return sheets_page(request, event, sheets, are_speakers=True)
    context = event_context(event) | {
        "name": name_of(part),
        "latin": latin_of(part),
        "link": link,
        "language": language_name(link.language, reader_language()) if link else None,
        "kind": kind,
        "pk": pk,
        "lacking": [LACKING[each] for each in queries.lacking(part, link)],
        "consents": answer_views(link) if link else (),
        "form": form,
        "is_talk": isinstance(part, Talk),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "invitations/speaker_link.html", context, status=status)


@login_required
@require_safe
def slides(request: HttpRequest, code: str, kind: str, pk: int) -> HttpResponseBase:
    """The slides a speaker has handed in, for the organizers, whether or not they may be published."""
    link = _link_of(_part(event_to_edit(request, code), kind, pk))
    if link is None or not link.slides:
        raise Http404
    name = str(link.slides.name)
    try:
        content = link.slides.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        content,
        as_attachment=True,
        filename=f"slides-{link.code}.{uploads.suffix_of(name)}",
        content_type=uploads.media_type(name),
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-cache"},
    )


def _part(event: Event, kind: str, pk: int) -> Part:
    if kind == "talk":
        talks = Talk.objects.select_related("session__event", "organization")
        return get_object_or_404(talks, pk=pk, session__event=event)
    if kind == "person":
        people = SessionPerson.objects.select_related("session__event", "organization")
        return get_object_or_404(people, pk=pk, session__event=event)
    raise Http404


def _link_of(part: Part) -> SpeakerLink | None:
    rows = SpeakerLink.objects.select_related("talk__session__event", "person__session__event")
    return rows.filter(**({"talk": part} if isinstance(part, Talk) else {"person": part})).first()


def _initial(part: Part, link: SpeakerLink | None, event: Event) -> dict[str, Any]:
    if link is not None:
        closes = shown_in(link.closes_at, event.time_zone)
        return {"language": link.language, "email": link.email, "closes_at": closes}
    body = part.organization
    language = part.native_language or (body.language if body else "")
    return {"language": language if language in INTERFACE_LANGUAGES else reader_language()}
