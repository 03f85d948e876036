"""“My organization”, where one lands after signing in, and all that waits in one list."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tricity.accounts import desk
from tricity.accounts.desk import Reader
from tricity.accounts.rules import is_curator, is_operator, is_organizer, may_audit
from tricity.accounts.waiting import MOST_ITEMS, desk_of, page_of
from tricity.translation.names import name_in
from tricity.web.languages import reader_language
from tricity.web.pages import PAGE_SIZE, Page, page_number

# A plain member of a body speaks for it in contacts, but does not write what it publishes.
WRITES_NOT = "member"
UNREAD, DONE = "notices.unread", "notices.done"


@never_cache
@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """At most ten things to do, for one of the person's organizations or for all; then every list with its length."""
    memberships = _memberships(request)
    reader = reader_of(request, memberships)
    shown = desk_of(reader)
    context = {
        "desk": shown,
        "memberships": memberships,
        "body": next(
            (each.organization for each in memberships if each.organization_id == reader.body), None
        ),
        "is_done": DONE in shown.facts,
        "most_items": MOST_ITEMS,
        "unread_notices": shown.facts.get(UNREAD, (0, None))[0],
        "may_write": is_curator(request.user) or any(each.role != WRITES_NOT for each in memberships),
        "may_bring": any(each.role != WRITES_NOT for each in memberships),
        "may_organize": is_organizer(request.user),
        "is_operator": is_operator(request.user),
        "may_audit": may_audit(request.user),
    }
    return render(request, "accounts/home.html", context)


@never_cache
@require_safe
@login_required
def waiting(request: HttpRequest, section: str) -> HttpResponse:
    """All that waits in one section, put away or not."""
    source = desk.source_of(section)
    if source is None or source.item is None:
        raise Http404
    reader = reader_of(request, _memberships(request))
    number = page_number(request)
    items, total = page_of(source, reader, offset=(number - 1) * PAGE_SIZE, limit=PAGE_SIZE)
    context = {"title": source.title, "items": items, "page": Page(number, PAGE_SIZE, total)}
    return render(request, "accounts/waiting.html", context)


def reader_of(request: HttpRequest, memberships: list[Any]) -> Reader:
    """The person, for the organization that `?for=` names; Http404 for one the person does not act for."""
    codes = {each.organization_id: each.organization.code for each in memberships}
    wanted = request.GET.get("for", "")
    body = next((pk for pk, code in codes.items() if code == wanted), None)
    if wanted and body is None:
        raise Http404(_("You do not act for this organization."))
    return Reader(request.user, reader_language(), body, codes)


def _memberships(request: HttpRequest) -> list[Any]:
    """The person's memberships, each with `organization_name`; one query."""
    found = list(request.user.memberships.select_related("organization").order_by("pk"))  # type: ignore[union-attr]
    language = reader_language()
    for each in found:
        each.organization_name = name_in(each.organization.names, language)
    return found
