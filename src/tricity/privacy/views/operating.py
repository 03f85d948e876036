"""What the operator does: write and publish the texts, set how long data is kept."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tricity.accounts.models import User
from tricity.accounts.rules import is_operator
from tricity.language import INTERFACE_LANGUAGES
from tricity.privacy import actions, queries
from tricity.privacy.forms import EditionForm, RetentionForm
from tricity.privacy.models import ANYWHERE, Edition, RetentionRun
from tricity.privacy.purposes import Purpose, purpose, purposes, shipped_text, storage_place
from tricity.privacy.queries import Told
from tricity.privacy.registry import holding, holdings
from tricity.privacy.views.texts import ALL, residence_of
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import NATIVE_NAMES
from tricity.web.text import LocalizedText

RUNS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """A text of the table: for whom, which version holds, whether a draft waits."""

    slug: str
    label: str
    edition: Edition | None
    draft: Edition | None


@login_required
@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    """All purposes and residences: which version holds, where a draft waits."""
    _operators_only(request)
    drafts = queries.drafts()
    held = queries.editions_in_force(each.name for each in purposes())
    rows = [
        (each, [_cell(each, residence, held, drafts) for residence in _residences()]) for each in purposes()
    ]
    return render(request, "privacy/edit_texts.html", {"rows": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, name: str, residence: str) -> HttpResponse:
    """Write the draft of one text; people go on reading what holds."""
    _operators_only(request)
    found, for_whom = _purpose(name), residence_of(residence)
    draft = queries.drafts().get((name, for_whom))
    form = EditionForm(request.POST or None, draft=draft, shown=_shown(found, for_whom))
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)
        day = form.cleaned_data["effective_from"]
        actions.save_draft(name, for_whom, form.texts(), effective_from=day, by=request.user)
        return redirect("privacy:preview", name, residence)
    context = {
        "form": form,
        "purpose": found,
        "slug": residence,
        "residence_label": _label(for_whom),
        "draft": draft,
        "versions": queries.published(name, for_whom),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "privacy/edit_text.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, name: str, residence: str) -> HttpResponse:
    """The draft as forms will show it, in every language; a press publishes it."""
    _operators_only(request)
    found, for_whom = _purpose(name), residence_of(residence)
    if request.method == "POST":
        assert isinstance(request.user, User)
        try:
            published = actions.publish(name, for_whom, by=request.user)
        except TricityError as error:
            return from_tricity_error(request, error)
        said = _("Published as version %(number)s.") % {"number": published.number}
        messages.success(request, said)
        return redirect("privacy:edit-texts")
    draft = queries.drafts().get((name, for_whom))
    if draft is None:
        raise Http404
    languages = queries.languages_of(draft)
    context = {
        "purpose": found,
        "draft": draft,
        "slug": residence,
        "residence_label": _label(for_whom),
        "texts": [_told(found, draft, code) for code in languages],
        "missing": [(code, NATIVE_NAMES[code]) for code in INTERFACE_LANGUAGES if code not in languages],
        "place": storage_place(),
    }
    return render(request, "privacy/preview.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def retention(request: HttpRequest) -> HttpResponse:
    """How long each holding is kept, and what the last runs deleted."""
    _operators_only(request)
    every = holdings()
    set_by_operator = queries.rules()
    kept = {each.name: queries.days_kept(each, set_by_operator) for each in every}
    form = RetentionForm(request.POST or None, kept=kept, holdings=every)
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)
        actions.set_rules(form.days(), by=request.user)
        messages.success(request, _("Saved. The rules are applied once a day."))
        return redirect("privacy:retention")
    runs = [(run.at, _counted(run.counts)) for run in RetentionRun.objects.all()[:RUNS_SHOWN]]
    context = {
        "form": form,
        "others": [each for each in every if each.expire is None],
        "runs": runs,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "privacy/retention.html", context, status=status)


def _operators_only(request: HttpRequest) -> None:
    if not is_operator(request.user):
        raise PermissionDenied


def _purpose(name: str) -> Purpose:
    found = purpose(name)
    if found is None:
        raise Http404
    return found


def _residences() -> list[str]:
    return [ANYWHERE, *User.Residence.values]


def _label(residence: str) -> str:
    return str(User.Residence(residence).label) if residence else _("Everybody else")


def _cell(
    asked: Purpose,
    residence: str,
    held: dict[tuple[str, str], Edition],
    drafts: dict[tuple[str, str], Edition],
) -> Cell:
    key = (asked.name, residence)
    return Cell(residence or ALL, _label(residence), held.get(key), drafts.get(key))


def _shown(asked: Purpose, residence: str) -> dict[str, str]:
    """What the editor starts from: the newest version, else the text the software ships."""
    newest = queries.published(asked.name, residence).first()
    if newest is not None:
        return dict(newest.texts)
    return {code: shipped_text(asked, residence, code) for code in INTERFACE_LANGUAGES}


def _told(asked: Purpose, draft: Edition, code: str) -> tuple[str, Told]:
    text = LocalizedText(draft.texts[code], code)
    return NATIVE_NAMES[code], Told(asked, draft.residence, -1, text, draft.effective_from)


def _counted(counts: dict[str, int]) -> list[tuple[str, int]]:
    return [(str(found.label) if (found := holding(name)) else name, count) for name, count in counts.items()]
