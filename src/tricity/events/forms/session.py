from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.events.clocks import instant, shown_in
from tricity.events.forms.moments import LocalTimeField
from tricity.events.forms.multilingual import Multilingual, MultilingualForm
from tricity.events.models import Session, SessionKind
from tricity.translation.names import name_in
from tricity.web.errors import BadInput
from tricity.web.languages import reader_language

DAY_MINUTES = 24 * 60


class SessionForm(MultilingualForm):
    """A part of the programme; its hours are those of the event's zone and lie within the event."""

    multilingual = {
        "titles": Multilingual(gettext_lazy("Title"), max_length=200, required=True),
        "purposes": Multilingual(
            gettext_lazy("Purpose"),
            max_length=2000,
            lines=3,
            help_text=gettext_lazy("What people will know, or have agreed on, when it is over."),
        ),
    }
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=SessionKind)
    starts = LocalTimeField(label=gettext_lazy("Starts"), required=False)
    duration_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"), required=False, min_value=1, max_value=DAY_MINUTES
    )

    room = forms.ChoiceField(label=gettext_lazy("Room"), required=False)

    def __init__(self, data: Any = None, *, session: Session) -> None:
        self.session, self.event = session, session.event
        super().__init__(data, initial=_session_initial(session))
        self._rooms = {str(each.pk): each for each in self.event.rooms.all()}
        room = self.fields["room"]
        assert isinstance(room, forms.ChoiceField)
        names = [(pk, name_in(each.names, reader_language()).text) for pk, each in self._rooms.items()]
        room.choices = [("", _("Not stated")), *names]
        starts, ends = (
            shown_in(moment, self.event.time_zone).strftime("%Y-%m-%d %H:%M")
            for moment in (self.event.starts_at, self.event.ends_at)
        )
        self.fields["starts"].help_text = _(
            "In the zone of the event, %(zone)s. The event lasts from %(starts)s to %(ends)s."
        ) % {"zone": self.event.time_zone, "starts": starts, "ends": ends}

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        values["starts_at"] = None
        if shown := values.get("starts"):
            try:
                values["starts_at"] = instant(shown, self.event.time_zone)
            except BadInput as error:
                self.add_error("starts", error.message)
            else:
                self._check_within_event(values["starts_at"])
        return values

    def _check_within_event(self, starts_at: dt.datetime) -> None:
        length = dt.timedelta(minutes=self.cleaned_data.get("duration_minutes") or 0)
        if starts_at < self.event.starts_at:
            self.add_error("starts", _("The session would start before the event."))
        elif starts_at >= self.event.ends_at:
            self.add_error("starts", _("The session would start after the event has ended."))
        elif starts_at + length > self.event.ends_at:
            self.add_error("duration_minutes", _("The session would end after the event."))

    def fill(self) -> Session:
        for name in ("kind", "titles", "purposes", "starts_at", "duration_minutes"):
            setattr(self.session, name, self.cleaned_data[name])
        self.session.room = self._rooms.get(self.cleaned_data["room"])
        return self.session


def _session_initial(session: Session) -> dict[str, Any]:
    return {
        "kind": session.kind or SessionKind.PRESENTATIONS,
        "titles": session.titles,
        "purposes": session.purposes,
        "starts": shown_in(session.starts_at, session.event.time_zone) if session.starts_at else None,
        "duration_minutes": session.duration_minutes,
        "room": str(session.room_id or ""),
    }
