"""What somebody on the programme agrees to, as an organizer writes it down: one choice for each use."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from tricity.events.consenting import Part, label_of, uses_of

CHOICES = [("", gettext_lazy("No answer yet")), ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
START = "consent_"


class ConsentFields(forms.Form):
    """Mixed into the form of a talk or of a person; call `ask_consents` when the form has its fields."""

    def ask_consents(self, part: Part) -> None:
        """What was answered already is shown and may be corrected."""
        known = {} if part._state.adding else {each.use: each for each in part.consents.all()}
        for use in uses_of(part):
            answer = known.get(use)
            self.fields[f"{START}{use}"] = forms.ChoiceField(
                label=label_of(use, part), required=False, choices=CHOICES, widget=forms.RadioSelect
            )
            self.initial[f"{START}{use}"] = "" if answer is None else "yes" if answer.is_given else "no"

    @property
    def consent_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(START)]

    def consents(self) -> dict[str, bool | None]:
        """Use → agreed, refused, or None for no answer."""
        answers = {"yes": True, "no": False}
        return {
            field.name.removeprefix(START): answers.get(self.cleaned_data[field.name])
            for field in self.consent_fields
        }
