"""The person's notices, and where each group of them is wanted."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tricity.notices import actions, queries
from tricity.notices.forms import SettingsForm
from tricity.notices.models import Notice
from tricity.notices.wording import worded
from tricity.web.languages import reader_language
from tricity.web.pages import PAGE_SIZE, Page, page_number


@never_cache
@require_safe
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    rows = queries.notices_of(request.user)
    page = Page(page_number(request), PAGE_SIZE, rows.count())
    shown = list(rows[page.offset : page.offset + page.size])
    context = {
        "notices": worded(shown, reader_language(), request.user),
        "page": page,
        "now": timezone.now().isoformat(),
    }
    return render(request, "notices/notices.html", context)


@never_cache
@require_safe
@login_required
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to what the notice is about; to have gone there is to have read it."""
    row = get_object_or_404(Notice, pk=pk, recipient=request.user)
    (view,) = worded([row], reader_language(), request.user)
    actions.mark_read(request.user, pk)
    if not view.url:
        messages.info(request, _("What this notice is about is no longer there for you."))
    return redirect(view.url or "notices:notices")


@require_POST
@login_required
def read(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(Notice, pk=pk, recipient=request.user)
    actions.mark_read(request.user, pk)
    return redirect("notices:notices")


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """All that the person saw: what came after the page was opened stays unread."""
    try:
        until = parse_datetime(request.POST.get("until", ""))
    except ValueError:
        until = None
    known = until is not None and timezone.is_aware(until)
    actions.mark_all_read(request.user, until=until if known else timezone.now())
    return redirect("notices:notices")


@login_required
def settings(request: HttpRequest) -> HttpResponse:
    """Which groups of notices are wanted where, and how often an e-mail."""
    form = SettingsForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        actions.choose(request.user, form.choices(), rhythm=form.cleaned_data["rhythm"])
        messages.success(request, _("Your choice has been saved."))
        return redirect("notices:settings")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "notices/settings.html", {"form": form}, status=status)
