from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tricity.cooperation import rules
from tricity.cooperation.actions import ideas as actions
from tricity.cooperation.digests.candidates import titles
from tricity.cooperation.digests.overlaps import country_heads
from tricity.cooperation.digests.threads import record_titles
from tricity.cooperation.errors import ChangedMeanwhile, NoOrganization
from tricity.cooperation.ideas.digests import present, present_rows, support_views
from tricity.cooperation.ideas.forms import IdeaForm, JoinForm, ReturnForm, initial_of
from tricity.cooperation.ideas.marks import marks_on
from tricity.cooperation.models import Idea
from tricity.cooperation.queries import ideas as queries
from tricity.cooperation.queries import public_opportunities
from tricity.directory.models import Organization
from tricity.directory.names import organization_name
from tricity.directory.queries import countries_in_order, organizations
from tricity.directory.rules import memberships
from tricity.discussion.panels import panel
from tricity.knowledge.choices import topic_choices
from tricity.knowledge.models import Horizon
from tricity.knowledge.queries import public_records
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.identity import PublicationState
from tricity.web.languages import reader_language
from tricity.web.pages import PAGE_SIZE, Page, page_number
from tricity.web.text import LocalizedText


@require_safe
def ideas(request: HttpRequest) -> HttpResponse:
    language = reader_language()
    rows = queries.newest_first(queries.narrowed(queries.public_ideas(), request.GET.dict()))
    page = Page(page_number(request), PAGE_SIZE, rows.count())
    shown = list(rows.values_list("pk", flat=True)[page.offset : page.offset + page.size])
    context = {
        "ideas": list(present(shown, language).values()),
        "page": page,
        "countries": country_heads(language),
        "topics": topic_choices(language),
        "kinds": Idea.Kind.choices,
        "horizons": Horizon.choices,
        "stages": Idea.Stage.choices,
        "given": request.GET,
        "may_write": bool(memberships(request.user)),
    }
    return render(request, "cooperation/ideas.html", context)


def idea(request: HttpRequest, code: str) -> HttpResponse:
    """The idea and who would join; POST says that an organization would join."""
    row = _readable(request, code)
    if request.method != "POST":
        return _page(request, row)
    bodies = _joining(request, row)
    if not bodies:
        return from_tricity_error(request, NoOrganization())
    form = JoinForm(request.POST, bodies=bodies, reader=reader_language())
    if not form.is_valid():
        return _page(request, row, join=form)
    values = form.cleaned_data
    body = next(each for each in bodies if each.code == values["organization"])
    try:
        actions.join_idea(
            row, organization=body, by=request.user, text=values["text"], language=values["language"]
        )
    except TricityError as error:
        return from_tricity_error(request, error)
    messages.success(request, _("Saved. Everybody sees that your organization would join."))
    return redirect(row)


@login_required
def new(request: HttpRequest) -> HttpResponse:
    bodies = _bodies(request)
    if not bodies:
        return from_tricity_error(request, NoOrganization())
    form = _form(request, bodies, initial={"kind": Idea.Kind.PROJECT})
    if request.method == "POST" and form.is_valid():
        owner = next(each for each in bodies if each.code == form.cleaned_data["organization"])
        row = actions.write_idea(form.words(), by=request.user, owner=owner)
        return _saved(request, row)
    return _form_page(request, form, bodies)


@login_required
def edit(request: HttpRequest, code: str) -> HttpResponse:
    row = _readable(request, code)
    if not rules.may_edit_idea(request.user, row):
        raise PermissionDenied
    bodies = [row.owner] if row.owner else []
    form = _form(request, bodies, initial=initial_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.change_idea(
                row, form.words(), by=request.user, version=form.cleaned_data["version"] or 0
            )
        except ChangedMeanwhile as error:
            form.add_error(None, error.message)
            form.see(Idea.objects.values_list("version", flat=True).get(pk=row.pk))
        except TricityError as error:
            form.add_error(None, error.message)
        else:
            return _saved(request, row)
    return _form_page(request, form, bodies, row)


@login_required
@require_POST
def state(request: HttpRequest, code: str) -> HttpResponse:
    """What one of the buttons asks for."""
    row, deed = _readable(request, code), request.POST.get("deed", "")
    try:
        if deed == "return":
            if not rules.may_judge_idea(request.user, row):
                raise PermissionDenied
            form = ReturnForm(request.POST, reader=reader_language())
            if not form.is_valid():
                return _page(request, row, back=form)
            values = form.cleaned_data
            actions.return_idea(row, by=request.user, text=values["text"], language=values["language"])
            said = _("Returned. Its writers read what you ask for.")
        elif deed == "leave":
            said = _leave(request, row)
        else:
            said = _moved(request, row, deed)
    except TricityError as error:
        return from_tricity_error(request, error)
    messages.success(request, said)
    return redirect(row)


def _moved(request: HttpRequest, row: Idea, deed: str) -> str:
    deeds = {
        "submit": (actions.submit_idea, _("Sent to the curators of your country.")),
        "publish": (actions.publish_idea, _("Everybody can read this idea now.")),
        "withdraw": (actions.withdraw_idea, _("The idea has been withdrawn.")),
        "take-on": (actions.take_on, _("Taken on. The bodies behind it carry it on together.")),
        "reopen": (actions.reopen, _("The idea looks for partners again.")),
    }
    if deed not in deeds:
        raise Http404
    action, said = deeds[deed]
    action(row, by=request.user)
    return said


def _leave(request: HttpRequest, row: Idea) -> str:
    code = request.POST.get("organization", "")
    body = next((each for each in _bodies(request) if each.code == code), None)
    if body is None:
        raise NoOrganization
    actions.leave_idea(row, organization=body, by=request.user)
    return _("Your organization is no longer named there.")


def _readable(request: HttpRequest, code: str) -> Idea:
    row = queries.whole_ideas().filter(code=code).first()
    if row is None or not rules.may_read_idea(request.user, row):
        raise Http404
    return row


def _bodies(request: HttpRequest) -> list[Organization]:
    """The organizations the person is a member of, by name for the reader."""
    mine = memberships(request.user)
    found = organizations().filter(pk__in=mine) if mine else ()
    return sorted(found, key=lambda each: (each.sort_keys.get(reader_language(), ""), each.pk))


def _joining(request: HttpRequest, row: Idea) -> list[Organization]:
    return [each for each in _bodies(request) if rules.may_join(request.user, row, each)]


def _page(
    request: HttpRequest, row: Idea, join: JoinForm | None = None, back: ReturnForm | None = None
) -> HttpResponse:
    language, user = reader_language(), request.user
    may = _may(user, row)
    supports = list(queries.supports_of(row))
    joined = {each.organization_id for each in supports}
    joining = _joining(request, row)
    context = {
        "idea": present_rows([row], language)[row.pk],
        "original_partners": row.partners,
        "supports": support_views(supports, language),
        "discussion": panel("idea", row) if row.is_public else None,
        "links": _links(row, language),
        "marks": marks_on(row, user),
        "note": LocalizedText(row.review_note, row.review_note_language) if row.review_note else None,
        "join": join or (JoinForm(bodies=joining, reader=language) if joining else None),
        "leaving": [(each.code, organization_name(each, language)) for each in joining if each.pk in joined]
        if row.stage == Idea.Stage.OPEN
        else [],
        "back": back or ReturnForm(reader=language),
        "may": may,
    }
    refused = join is not None or back is not None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "cooperation/idea.html", context, status=status)


def _may(user: Any, row: Idea) -> set[str]:
    """Words of what the person may do with it now."""
    state, judges = row.publication_state, rules.may_judge_idea(user, row)
    is_open = row.stage == Idea.Stage.OPEN
    known = {
        "edit": rules.may_edit_idea(user, row),
        "submit": rules.may_submit_idea(user, row),
        "publish": judges and state in (PublicationState.SUBMITTED, PublicationState.ARCHIVED),
        "return": judges and state == PublicationState.SUBMITTED,
        "withdraw": rules.may_withdraw_idea(user, row),
        "take-on": rules.may_take_on(user, row) and is_open,
        "reopen": rules.may_take_on(user, row) and not is_open,
        "note": rules.writes_idea(user, row) or judges,
    }
    return {name for name, holds in known.items() if holds}


def _links(row: Idea, language: str) -> list[tuple[LocalizedText, str, str]]:
    """What it builds on and is public: title, address, kind."""
    found: list[tuple[LocalizedText, str, str]] = []
    if row.has_records:  # type: ignore[attr-defined]
        records = list(public_records().filter(ideas=row).order_by("pk"))
        named = record_titles(records, language)
        found = [(named[each.pk], each.get_absolute_url(), each.get_kind_display()) for each in records]
    if not row.has_candidates:  # type: ignore[attr-defined]
        return found
    candidates = list(public_opportunities().filter(ideas=row).order_by("pk"))
    titled = titles(candidates, language)
    label = _("Joint project candidate")
    return [*found, *((titled[each.pk], each.get_absolute_url(), label) for each in candidates)]


def _form(request: HttpRequest, bodies: list[Organization], initial: dict[str, Any]) -> IdeaForm:
    language = reader_language()
    return IdeaForm(
        request.POST or None,
        bodies=bodies,
        countries=countries_in_order(language),
        reader=language,
        initial=initial,
    )


def _form_page(
    request: HttpRequest, form: IdeaForm, bodies: list[Organization], row: Idea | None = None
) -> HttpResponse:
    waits = row is not None and row.is_public and not rules.may_judge_idea(request.user, row)
    context = {
        "form": form,
        "idea": row,
        "body_name": organization_name(bodies[0], reader_language()) if len(bodies) == 1 else None,
        "waits_again": waits,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "cooperation/idea_form.html", context, status=status)


def _saved(request: HttpRequest, row: Idea) -> HttpResponse:
    """Stored; sent to the curators as well where that button was pressed."""
    if "submit" in request.POST and rules.may_submit_idea(request.user, row):
        actions.submit_idea(row, by=request.user)
        messages.success(request, _("Sent to the curators of your country."))
    else:
        messages.success(request, _("Saved."))
    return redirect(row)
