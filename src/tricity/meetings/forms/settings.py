from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tricity.events.clocks import instant, shown_in
from tricity.events.forms.moments import LocalTimeField
from tricity.events.forms.multilingual import Multilingual, MultilingualForm
from tricity.events.spans import Span
from tricity.meetings.models import Arrangement
from tricity.meetings.slotting import MOST_SLOTS, how_many
from tricity.members.forms.fields import Text
from tricity.web.errors import BadInput

STRETCHES = 6
_KEPT = (
    "is_on",
    "slot_minutes",
    "break_minutes",
    "tables",
    "is_online",
    "join_template",
    "join_notes",
    "has_interpreters",
    "most_meetings",
)
_MOMENTS = {"opens": "opens_at", "closes": "closes_at"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Two fields of the form: from when to when people meet."""

    starts: forms.BoundField
    ends: forms.BoundField


class ArrangementForm(MultilingualForm):
    """How people meet at an event; times are those of the event's zone."""

    multilingual = {
        "join_notes": Multilingual(
            gettext_lazy("How to join"),
            max_length=500,
            lines=2,
            help_text=gettext_lazy("What people should know who meet online, or where the tables stand."),
        )
    }
    is_on = forms.BooleanField(label=gettext_lazy("Participants can arrange meetings"), required=False)
    opens = LocalTimeField(
        label=gettext_lazy("Asking opens"),
        required=False,
        help_text=gettext_lazy("On the clocks of the event's time zone. Empty: at once."),
    )
    closes = LocalTimeField(
        label=gettext_lazy("Asking closes"),
        required=False,
        help_text=gettext_lazy("Empty: when the last meeting begins. Answering stays possible."),
    )
    slot_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes of a meeting"), min_value=5, max_value=180, initial=20
    )
    break_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes between meetings"), min_value=0, max_value=60, initial=5
    )
    tables = forms.IntegerField(
        label=gettext_lazy("Tables on site"),
        min_value=0,
        max_value=500,
        initial=0,
        help_text=gettext_lazy("For people who both come to the place. 0: nobody meets on site."),
    )
    is_online = forms.BooleanField(label=gettext_lazy("People also meet online"), required=False)
    join_template = Text(
        label=gettext_lazy("Address to join online"),
        max_length=500,
        required=False,
        help_text=gettext_lazy(
            "As in https://meet.example.org/forum-{code}: {code} becomes a code of the meeting, so that each has a room of its own. "
            "Only those who meet see it. Empty: say below how people join."
        ),
    )
    has_interpreters = forms.BooleanField(
        label=gettext_lazy("An interpreter can be asked for"), required=False
    )
    most_meetings = forms.IntegerField(
        label=gettext_lazy("Meetings for each person at most"), min_value=1, max_value=100, initial=8
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, arrangement: Arrangement) -> None:
        self.arrangement, self.zone = arrangement, arrangement.event.time_zone
        initial = {name: getattr(arrangement, name) for name in _KEPT}
        initial["version"] = None if arrangement._state.adding else arrangement.version
        for name, column in _MOMENTS.items():
            moment = getattr(arrangement, column)
            initial[name] = shown_in(moment, self.zone) if moment else None
        for number, each in enumerate(arrangement.hours[:STRETCHES]):
            for edge in ("starts", "ends"):
                initial[f"{edge}_{number}"] = shown_in(dt.datetime.fromisoformat(each[edge]), self.zone)
        super().__init__(data, initial=initial)
        for number in range(STRETCHES):
            self.fields[f"starts_{number}"] = LocalTimeField(label=pgettext("time", "From"), required=False)
            self.fields[f"ends_{number}"] = LocalTimeField(label=pgettext("time", "Until"), required=False)
        self.spans: list[Span] = []

    @property
    def stretches(self) -> list[Stretch]:
        return [Stretch(self[f"starts_{number}"], self[f"ends_{number}"]) for number in range(STRETCHES)]

    def clean_join_template(self) -> str:
        written: str = self.cleaned_data["join_template"]
        if written:
            try:
                URLValidator(["http", "https"])(written.replace("{code}", "K7QX2M9R"))
            except ValidationError:
                raise ValidationError(
                    _(
                        "Give a whole address that begins with https://, with {code} where the code of the meeting stands."
                    )
                ) from None
        return written

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        for name in _MOMENTS:
            values[name] = self._instant(name)
        self.spans = [span for number in range(STRETCHES) if (span := self._stretch(number))]
        self._check_stretches(values)
        if values.get("opens") and values.get("closes") and values["opens"] >= values["closes"]:
            self.add_error("closes", _("Asking must close after it opens."))
        if values.get("is_on") and not values.get("tables") and not values.get("is_online"):
            self.add_error("tables", _("Say how many tables there are, or let people meet online."))
        return values

    def _instant(self, name: str) -> dt.datetime | None:
        shown = self.cleaned_data.get(name)
        if shown is None:
            return None
        try:
            return instant(shown, self.zone)
        except BadInput as error:
            self.add_error(name, error.message)
            return None

    def _stretch(self, number: int) -> Span | None:
        names = (f"starts_{number}", f"ends_{number}")
        if any(name in self.errors for name in names):
            return None
        start, end = (self._instant(name) for name in names)
        if start is None and end is None:
            return None
        if start is None or end is None:
            missing = names[0] if start is None else names[1]
            if missing not in self.errors:
                self.add_error(missing, _("Give both times, or leave both empty."))
            return None
        if start >= end:
            self.add_error(names[1], _("This must be later than the beginning."))
            return None
        return start, end

    def _check_stretches(self, values: dict[str, Any]) -> None:
        for one, other in pairwise(sorted(self.spans)):
            if other[0] < one[1]:
                self.add_error("starts_0", _("Two of these times overlap."))
                return
        if self.errors:
            return
        number = how_many(self.spans, values["slot_minutes"], values["break_minutes"])
        if number == 0 and values.get("is_on"):
            self.add_error(
                "starts_0", _("Say when people meet: there must be time for at least one meeting.")
            )
        elif number > MOST_SLOTS:  # also while it is off: the slots are made all the same
            message = _(
                "These times make %(number)s meetings one after another; %(most)s at most are possible."
            )
            self.add_error("starts_0", message % {"number": number, "most": MOST_SLOTS})

    def fill(self) -> Arrangement:
        """The settings with what was typed; not stored."""
        for name in _KEPT:
            setattr(self.arrangement, name, self.cleaned_data[name])
        for name, column in _MOMENTS.items():
            setattr(self.arrangement, column, self.cleaned_data[name])
        self.arrangement.hours = [
            {"starts": start.isoformat(), "ends": end.isoformat()} for start, end in sorted(self.spans)
        ]
        return self.arrangement
