"""One meeting, for the two who meet: answer, propose, cancel, say what became of it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tricity.meetings import actions, queries, rules
from tricity.meetings.digests import SlotDay, meeting_view, slot_days
from tricity.meetings.following import followed
from tricity.meetings.forms import AcceptForm, OutcomeForm, ProposeForm, ReasonForm
from tricity.meetings.models import Meeting, Partner, Slot
from tricity.meetings.views.finding import Visit, visit
from tricity.meetings.working import appearances, sessions_with_people
from tricity.translation.names import name_in
from tricity.web.errors import TricityError
from tricity.web.languages import reader_language


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, code: str, meeting: str) -> HttpResponse:
    """Only the two who meet find it here; organizers have a page of their own."""
    here = visit(request, code)
    row = queries.by_code(here.event, meeting)
    if row is None or here.partner is None or here.partner.pk not in (row.asker_id, row.asked_id):
        raise Http404
    page = _Page(request, here, row, here.partner)
    status = HTTPStatus.OK
    deed = request.POST.get("deed", "")
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        try:
            said = page.do(deed)
        except TricityError as error:
            page.problem, status = error.message, error.status
            page.row = queries.by_code(here.event, meeting) or row
        else:
            if said:
                messages.success(request, said)
                return redirect(request.path)
    return render(request, "meetings/meeting.html", page.context(), status=status)


class _Page:
    """The forms of a meeting; only the one that was sent is bound."""

    def __init__(self, request: HttpRequest, here: Visit, row: Meeting, me: Partner) -> None:
        self.here, self.row, self.me, self.by = here, row, me, request.user
        self.problem = ""
        deed = request.POST.get("deed", "")

        def data(name: str) -> Any:
            return request.POST if deed == name else None

        self.now = timezone.now()
        free = list(queries.free_slots(here.arrangement, row.asker, row.asked, now=self.now))
        named = {each.pk for each in row.wished.all()}
        wished = [each for each in free if each.pk in named]
        self.known = next((each for each in row.outcomes.all() if each.partner_id == me.pk), None)
        self.accepting = AcceptForm(data("accept"), wished=wished)
        self.proposing = ProposeForm(data("propose"), free=free)
        self.declining = ReasonForm(data("decline"))
        self.cancelling = ReasonForm(data("cancel"))
        self.noting = OutcomeForm(data("outcome"), known=self.known)
        self.free, self.wished = free, wished

    def do(self, deed: str) -> str:
        """What was done, in a sentence; empty where the form needs another look. Raises TricityError."""
        deeds: dict[str, tuple[forms.Form, Callable[[], str]]] = {
            "accept": (self.accepting, self._accept),
            "propose": (self.proposing, self._propose),
            "decline": (self.declining, self._decline),
            "cancel": (self.cancelling, self._cancel),
            "outcome": (self.noting, self._note),
        }
        if deed not in deeds:
            return ""
        form, act = deeds[deed]
        return act() if form.is_valid() else ""

    def _accept(self) -> str:
        slot = self.accepting.cleaned_data["slot"]
        actions.accept(self.row, slot, partner=self.me, by=self.by)
        return _("The meeting is agreed.")

    def _propose(self) -> str:
        actions.propose(self.row, self.proposing.cleaned_data["slots"], partner=self.me, by=self.by)
        return _("The other person is asked whether one of these times suits.")

    def _decline(self) -> str:
        actions.decline(self.row, self.declining.cleaned_data["reason"], partner=self.me, by=self.by)
        return _("Declined, and the other person is told.")

    def _cancel(self) -> str:
        actions.cancel(self.row, self.cancelling.cleaned_data["reason"], partner=self.me, by=self.by)
        return _("Cancelled, and the other person is told.")

    def _note(self) -> str:
        values = self.noting.cleaned_data
        actions.note_outcome(
            self.row, partner=self.me, is_held=values["is_held"], follow=values["follow"], by=self.by
        )
        return _("Saved.")

    def context(self) -> dict[str, Any]:
        language = reader_language()
        row, arrangement = self.row, self.here.arrangement
        is_turn = rules.is_turn(row, self.me)
        sessions = sessions_with_people(self.here.event)
        known = followed(self.known.follow_code) if self.known and self.known.follow_code else None

        def days(slots: Any, chosen: set[int]) -> list[SlotDay]:
            return self._days(slots, chosen, language, sessions)

        return self.here.context(
            meeting=meeting_view(row, arrangement, language, me=self.me, sessions=sessions),
            problem=self.problem,
            accepting=self.accepting,
            proposing=self.proposing,
            declining=self.declining,
            cancelling=self.cancelling,
            noting=self.noting,
            is_turn=is_turn,
            wished=days(self.wished if is_turn else row.wished.all(), set()),
            free=days(self.free, self.proposing.chosen) if is_turn else [],
            may_cancel=rules.may_cancel(row, self.now) and not is_turn,
            may_note=rules.may_note_outcome(row, self.now),
            outcome=self.known,
            led_to=known[1] if known else None,
            notes=name_in(arrangement.join_notes, language),
        )

    def _days(self, slots: Any, chosen: set[int], language: str, sessions: list[Any]) -> list[SlotDay]:
        listed: list[Slot] = sorted(slots, key=lambda each: each.starts_at)
        return slot_days(
            listed,
            language,
            mine=appearances(self.me, sessions),
            theirs=appearances(self.row.other(self.me), sessions),
            chosen=chosen,
        )
