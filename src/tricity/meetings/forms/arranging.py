from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.events.forms.event import SPOKEN_CODES
from tricity.events.forms.parts import set_choices
from tricity.meetings.digests.texts import both
from tricity.meetings.forms.listing import spoken_choices
from tricity.meetings.models import Arrangement, Interpreter, Meeting
from tricity.members.forms.fields import Text, name_language_field


class StateForm(forms.Form):
    """Which meetings to list; anything unreadable lists all."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("All")), *Meeting.State.choices],
    )


class AssignForm(forms.Form):
    """Where a meeting takes place, and who interprets."""

    table = forms.TypedChoiceField(
        label=gettext_lazy("Place"),
        required=False,
        coerce=lambda value: int(value) if value else None,
        empty_value=None,
    )
    interpreter = forms.ChoiceField(label=gettext_lazy("Interpreter"), required=False)

    def __init__(self, data: Any = None, *, meeting: Meeting, arrangement: Arrangement) -> None:
        self.known = {str(each.pk): each for each in arrangement.interpreters.all()}
        initial = {"table": meeting.table or "", "interpreter": str(meeting.interpreter_id or "")}
        super().__init__(data, initial=initial)
        numbers = sorted({*range(1, arrangement.tables + 1), *([meeting.table] if meeting.table else [])})
        tables = [(str(each), _("Table %(number)s") % {"number": each}) for each in numbers]
        online = [("", _("Online"))] if arrangement.is_online or meeting.table is None else []
        set_choices(self, "table", [*online, *tables])
        self.fields["table"].required = not online
        names = [
            (key, f"{each} ({both(each.from_language, each.to_language)})")
            for key, each in self.known.items()
        ]
        set_choices(self, "interpreter", [("", _("Nobody")), *names])

    @property
    def chosen(self) -> Interpreter | None:
        """Who shall interpret; None for nobody."""
        return self.known.get(self.cleaned_data["interpreter"])


class InterpreterForm(forms.Form):
    """Somebody who interprets in meetings."""

    native_name = Text(label=gettext_lazy("Name"), max_length=200, required=False)
    native_language = name_language_field()
    romanized_name = Text(label=gettext_lazy("Name in Latin letters"), max_length=200, required=False)
    from_language = forms.ChoiceField(label=gettext_lazy("First language"))
    to_language = forms.ChoiceField(label=gettext_lazy("Second language"))

    def __init__(self, data: Any = None, *, arrangement: Arrangement, reader: str) -> None:
        self.arrangement = arrangement
        other = next(code for code in SPOKEN_CODES if code != reader)
        super().__init__(
            data, initial={"from_language": reader, "to_language": other, "native_language": reader}
        )
        for name in ("from_language", "to_language"):
            set_choices(self, name, spoken_choices())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not values.get("native_name") and not values.get("romanized_name"):
            self.add_error("native_name", _("Give a name, in the person's own script or in Latin letters."))
        if values.get("from_language") and values.get("from_language") == values.get("to_language"):
            self.add_error("to_language", _("Choose two different languages."))
        return values

    def interpreter(self) -> Interpreter:
        """As typed; not stored."""
        values = dict(self.cleaned_data)
        if not values["native_name"]:
            values["native_language"] = ""
        return Interpreter(arrangement=self.arrangement, **values)
