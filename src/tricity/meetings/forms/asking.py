from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.events.forms.parts import set_choices
from tricity.meetings.actions import Request
from tricity.meetings.digests.texts import both
from tricity.meetings.errors import NoSuchObject
from tricity.meetings.following import code_in, followed
from tricity.meetings.forms.listing import spoken_choices
from tricity.meetings.models import Outcome, Slot
from tricity.members.forms.fields import Text

NOT_FREE = {
    "required": gettext_lazy("Choose at least one time."),
    "invalid_choice": gettext_lazy(
        "A time you chose is not free any more. Choose among those that are left."
    ),
}


class _Slots(forms.Form):
    """Times out of those that are `free`; `cleaned_data["slots"]` is a list of slots.

    `chosen` are the ids that are ticked, for the template, which draws them by days.
    """

    slots = forms.MultipleChoiceField(label=gettext_lazy("Times that suit you"), error_messages=NOT_FREE)

    def __init__(self, data: Any = None, *, free: Sequence[Slot], **more: Any) -> None:
        super().__init__(data, **more)
        self.free = {str(each.pk): each for each in free}
        set_choices(self, "slots", [(key, key) for key in self.free])

    def clean_slots(self) -> list[Slot]:
        return [self.free[key] for key in self.cleaned_data["slots"]]

    @property
    def chosen(self) -> set[int]:
        ticked = set(self["slots"].value() or ())
        return {slot.pk for key, slot in self.free.items() if key in ticked}


class AskForm(_Slots):
    """Asking somebody to meet."""

    subject = Text(label=gettext_lazy("What you would like to talk about"), max_length=200)
    text = Text(
        label=gettext_lazy("Message"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language you would like to speak"))
    pair = forms.ChoiceField(label=gettext_lazy("Interpreter"), required=False)

    def __init__(
        self, data: Any = None, *, free: Sequence[Slot], pairs: Sequence[tuple[str, str]], reader: str
    ) -> None:
        super().__init__(data, free=free, initial={"language": reader})
        set_choices(self, "language", spoken_choices())
        if pairs:
            labels = [(f"{first},{second}", both(first, second)) for first, second in pairs]
            set_choices(self, "pair", [("", _("We need none")), *labels])
        else:
            del self.fields["pair"]

    def request(self) -> Request:
        values = self.cleaned_data
        first, _comma, second = (values.get("pair") or "").partition(",")
        return Request(
            subject=values["subject"],
            text=values["text"],
            language=values["language"],
            slots=values["slots"],
            pair=(first, second),
        )


class ProposeForm(_Slots):
    """Answering with other times."""


class AcceptForm(forms.Form):
    """One of the times the other named."""

    slot = forms.ChoiceField(label=gettext_lazy("Time"), error_messages=NOT_FREE)

    def __init__(self, data: Any = None, *, wished: Sequence[Slot]) -> None:
        super().__init__(data)
        self.wished = {str(each.pk): each for each in wished}
        set_choices(self, "slot", [(key, key) for key in self.wished])

    def clean_slot(self) -> Slot:
        return self.wished[self.cleaned_data["slot"]]


class ReasonForm(forms.Form):
    """Why not; the other reads it."""

    reason = Text(
        label=gettext_lazy("Reason"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("The other person reads it. Write in their language if you can."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class OutcomeForm(forms.Form):
    """What became of a meeting."""

    is_held = forms.TypedChoiceField(
        label=gettext_lazy("The meeting"),
        choices=[("yes", gettext_lazy("was held")), ("no", gettext_lazy("was not held"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    follow = Text(
        label=gettext_lazy("What it led to"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Address or code of a candidate for a joint project, an idea, a need, an initiative or a solution."
        ),
    )

    def __init__(self, data: Any = None, *, known: Outcome | None) -> None:
        initial = {"is_held": "yes" if known.is_held else "no", "follow": known.follow_code} if known else {}
        super().__init__(data, initial=initial)

    def clean_follow(self) -> tuple[str, str]:
        words = self.cleaned_data["follow"]
        if not words:
            return "", ""
        found = followed(code_in(words))
        if found is None:
            raise forms.ValidationError(NoSuchObject().message)
        kind, thing = found
        return kind, thing.code
