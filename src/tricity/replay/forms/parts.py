from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tricity.events.forms.multilingual import Multilingual, MultilingualForm
from tricity.events.models import Session
from tricity.knowledge.forms import Text
from tricity.replay.forms.fields import Moment
from tricity.replay.models import Mark, Replay, Withheld

Choices = Sequence[tuple[str, Any]]


class DescribeForm(MultilingualForm):
    """What a recording shows. `sessions` are (row id, title); `only_chosen`: of one that shows chosen ones it must be
    said that it is to show all.
    """

    multilingual = {"titles": Multilingual(gettext_lazy("What this recording is called"), max_length=200)}

    sessions = forms.MultipleChoiceField(
        label=gettext_lazy("Sessions it shows; none chosen: all"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    shows_all = forms.BooleanField(label=gettext_lazy("It shows the whole event"), required=False)
    needs_consent = forms.BooleanField(
        label=gettext_lazy("Publish it only when everybody who is heard has agreed"), required=False
    )

    def __init__(
        self, data: Any = None, *, sessions: Choices, initial: Any = None, only_chosen: bool = False
    ) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["sessions"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = sessions
        if only_chosen:
            field.label = _("Sessions it shows")
        else:
            del self.fields["shows_all"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("shows_all") is False and not values.get("sessions") and "sessions" not in self.errors:
            self.add_error(
                "sessions", _("Choose the sessions it shows, or tick that it shows the whole event.")
            )
        return values

    def values(self) -> dict[str, Any]:
        """As the actions take them."""
        is_all = self.cleaned_data.get("shows_all", False)
        chosen = [] if is_all else [int(pk) for pk in self.cleaned_data["sessions"]]
        return {"titles": self.cleaned_data["titles"], "sessions": Session.objects.filter(pk__in=chosen)}


class MarkForm(forms.Form):
    """A chapter (a session or a talk of the programme), or a slide."""

    at_ms = Moment(label=gettext_lazy("Time in the replay"))
    what = forms.ChoiceField(label=gettext_lazy("What begins"))
    page = forms.IntegerField(
        label=gettext_lazy("Page of the slides"), min_value=1, max_value=9999, required=False
    )

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, Any]]) -> None:
        super().__init__(data)
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = choices

    def mark(self, replay: Replay, origin_ms: int) -> Mark:
        """Not stored."""
        kind, _colon, pk = self.cleaned_data["what"].partition(":")
        page = self.cleaned_data["page"] if kind == "resource" else None
        return Mark(
            replay=replay, at_ms=self.cleaned_data["at_ms"] + origin_ms, page=page, **{f"{kind}_id": int(pk)}
        )


class WithheldForm(forms.Form):
    """A part nobody is to see or hear, by times of the replay."""

    scope = forms.ChoiceField(label=gettext_lazy("What is withheld"), choices=Withheld.Scope)
    start_ms = Moment(label=pgettext_lazy("part of a replay", "From"), required=False)
    end_ms = Moment(label=pgettext_lazy("part of a replay", "Until"), required=False)
    spoken = forms.ChoiceField(label=gettext_lazy("Whose words are so left out"), required=False)
    reason = Text(
        label=gettext_lazy("Reason, for those who prepare the event"), max_length=300, required=False
    )

    def __init__(self, data: Any = None, *, spoken: Choices) -> None:
        super().__init__(data, auto_id="withheld_%s")
        field = self.fields["spoken"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Nobody in particular")), *spoken]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("scope") == Withheld.Scope.ABSENT:
            if not values.get("spoken") and "spoken" not in self.errors:
                self.add_error("spoken", _("Choose whose words the recording does not contain."))
        elif not self.errors and values["end_ms"] <= values["start_ms"]:
            self.add_error("end_ms", _("It must end later than it begins."))
        return values

    def part(self, replay: Replay, origin_ms: int) -> Withheld:
        """Not stored."""
        given = self.cleaned_data
        is_absent = given["scope"] == Withheld.Scope.ABSENT
        kind, _colon, pk = given["spoken"].partition(":")
        return Withheld(
            replay=replay,
            scope=given["scope"],
            start_ms=0 if is_absent else given["start_ms"] + origin_ms,
            end_ms=0 if is_absent else given["end_ms"] + origin_ms,
            reason=given["reason"],
            **({f"{kind}_id": int(pk)} if pk else {}),
        )
