from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tricity.directory.queries import countries_in_order, organizations
from tricity.directory.rules import memberships
from tricity.events.digests import present
from tricity.knowledge.queries import curated_countries, edited_bodies
from tricity.outcomes import actions, rules
from tricity.outcomes.drafting import first_values
from tricity.outcomes.forms import DraftForm, Rights
from tricity.outcomes.models import Becoming, Outcome
from tricity.outcomes.replays import moment_of
from tricity.outcomes.sayings import Saying
from tricity.outcomes.views.finding import event_to_draft_from, saying_in
from tricity.rooms.digests import question_views
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import reader_language
from tricity.web.text import LocalizedText


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Make a draft of a question or a passage: what it becomes, for whom, and its first words."""
    event = event_to_draft_from(request, code)
    try:
        saying = saying_in(request, event)
    except TricityError as refused:
        return from_tricity_error(request, refused)
    form, status = _form(request, saying), HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                row = _made(request, saying, form)
            except TricityError as refused:
                form.add_error(None, refused.message)
                status = refused.status
            else:
                return _saved(request, row)
    return render(request, "outcomes/new.html", {"form": form, **shown(request, saying)}, status=status)


def shown(request: HttpRequest, saying: Saying) -> dict[str, Any]:
    """What the forms say above of the saying: the words in the original, who said them, when."""
    event, language = saying.event, reader_language()
    return {
        "event": event,
        "view": present([event], language)[0],
        "saying": saying,
        "said": LocalizedText(saying.text, saying.language),
        "question": question_views([saying.question], language)[0] if saying.question else None,
        "moment": moment_of(saying, request.user),
        "may_settle": rules.may_settle(request.user, event),
    }


def _form(request: HttpRequest, saying: Saying) -> DraftForm:
    rights, language = _rights(request), reader_language()
    reviewed = {each.code for each in rights.countries}
    homes = {body.country_id for body in (*rights.edited, *rights.acting)}
    everywhere = None in homes
    countries = [each for each in countries_in_order(language) if everywhere or each.code in reviewed | homes]
    initial: dict[str, Any] = {"kind": Becoming.NEED, **_first_place(rights)}
    if request.method != "POST":
        initial |= first_values(saying)
    return DraftForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        rights=rights,
        countries=countries,
        reader=language,
    )


def _rights(request: HttpRequest) -> Rights:
    user = request.user
    codes = curated_countries(user)
    edited, acting = set(edited_bodies(user)), set(memberships(user))
    bodies = list(organizations().filter(pk__in=edited | acting).order_by("pk")) if edited | acting else []
    return Rights(
        edited=[each for each in bodies if each.pk in edited],
        acting=[each for each in bodies if each.pk in acting],
        countries=[
            each for each in countries_in_order(reader_language()) if codes is None or each.code in codes
        ],
    )


def _first_place(rights: Rights) -> dict[str, str]:
    """Reviewers who edit for no body begin with the country they review for."""
    only = rights.countries[0].code if len(rights.countries) == 1 and not rights.edited else ""
    return {"country": only, "owner": rights.edited[0].code if rights.edited else ""}


def _made(request: HttpRequest, saying: Saying, form: DraftForm) -> Outcome:
    kind, body = form.cleaned_data["kind"], form.cleaned_data["body"]
    if kind == Becoming.IDEA:
        return actions.make_idea(saying, by=request.user, owner=body, words=form.words())
    values = form.values(_source(request, saying))
    return actions.make_record(saying, by=request.user, kind=kind, owner=body, values=values)


def _source(request: HttpRequest, saying: Saying) -> dict[str, str]:
    """The second in the replay, or where it was asked, as one of the record's sources."""
    moment = moment_of(saying, request.user)
    asked = saying.question.get_absolute_url() if saying.question else saying.event.get_absolute_url()
    address = request.build_absolute_uri(moment.url if moment else asked)
    return {"url": address, "read_on": timezone.localdate().isoformat()}


def _saved(request: HttpRequest, row: Outcome) -> HttpResponse:
    if row.idea is not None:
        messages.success(request, _("Saved as a draft. Go on with it, then send it to the curators."))
        return redirect(row.idea)
    assert row.record is not None
    messages.success(request, _("Saved as a draft. Only you and the curators see it."))
    return redirect(row.record)
