from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tricity.harvest import queries, rules
from tricity.harvest.models import Run
from tricity.harvest.sentences import sentences
from tricity.knowledge.digests import present
from tricity.web.languages import reader_language
from tricity.web.pages import Page, page_number

ENTRIES_ON_A_PAGE = 50
TROUBLES_SHOWN = 100


@never_cache
@login_required
@require_safe
def run(request: HttpRequest, code: str) -> HttpResponse:
    """How far a harvest is, what it found, and what it could not read."""
    row = queries.runs().filter(code=code).first()
    if row is None or not rules.may_see(request.user, row.source):
        raise Http404
    entries = row.entries.exclude(record=None)
    page = Page(page_number(request), ENTRIES_ON_A_PAGE, entries.count())
    shown = list(entries[page.offset : page.offset + page.size])
    views = present([each.record_id for each in shown if each.record_id], reader_language())
    troubles = row.troubles.all()[:TROUBLES_SHOWN]
    context = {
        "run": row,
        "state": Run.State(row.state).label,
        "is_running": row.state == Run.State.RUNNING,
        "counts": _counts(row),
        "troubles": [(each, *sentences(each.code, each.values, _)) for each in troubles],
        "entries": [(each, views.get(each.record_id or 0)) for each in shown],
        "page": page,
    }
    return render(request, "harvest/run.html", context)


def _counts(row: Run) -> list[tuple[str, int]]:
    return [
        (_("New drafts"), row.new),
        (_("Drafts brought up to date"), row.changed),
        (_("Unchanged"), row.unchanged),
        (_("Changes offered to editors"), row.offered),
        (_("No longer at the source"), row.vanished),
        (_("Problems"), row.problems),
        (_("Pages read"), row.pages),
    ]
