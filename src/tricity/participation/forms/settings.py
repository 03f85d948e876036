from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tricity.events.clocks import instant, shown_in
from tricity.events.forms.moments import LocalTimeField
from tricity.events.forms.multilingual import ORDER, Multilingual, MultilingualForm
from tricity.knowledge.forms import Row, RowSet
from tricity.participation.models import Admission, Question
from tricity.web.errors import BadInput

MOST_QUESTIONS = 20
MOST_CHOICES = 12
Kind = Question.Kind


class AdmissionForm(MultilingualForm):
    """How people register for an event; times are those of the event's zone."""

    multilingual = {
        "words": Multilingual(
            gettext_lazy("Words above the form"),
            max_length=1000,
            lines=3,
            help_text=gettext_lazy("For whom it is, what it costs, what to bring."),
        )
    }
    is_open = forms.BooleanField(label=gettext_lazy("Registration is open"), required=False)
    closes = LocalTimeField(
        label=gettext_lazy("Closes"),
        required=False,
        help_text=gettext_lazy("On the clocks of the event's time zone. Empty: when the event ends."),
    )
    online_places = forms.IntegerField(
        label=gettext_lazy("Places online"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=gettext_lazy("Empty: without a limit. 0: nobody takes part in this way."),
    )
    on_site_places = forms.IntegerField(
        label=gettext_lazy("Places on site"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=gettext_lazy("Empty: without a limit. 0: nobody takes part in this way."),
    )
    needs_approval = forms.BooleanField(label=gettext_lazy("We approve each registration"), required=False)
    survey_is_open = forms.BooleanField(
        label=gettext_lazy("The survey is open from the beginning of the event on"), required=False
    )
    survey_is_public = forms.BooleanField(
        label=gettext_lazy("Everybody may read the results of the survey"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, admission: Admission) -> None:
        self.admission = admission
        zone = admission.event.time_zone
        initial = {name: getattr(admission, name) for name in _KEPT} | {
            "words": admission.words,
            "closes": shown_in(admission.closes_at, zone) if admission.closes_at else None,
            "version": None if admission._state.adding else admission.version,
        }
        super().__init__(data, initial=initial)

    def clean_closes(self) -> dt.datetime | None:
        shown = self.cleaned_data["closes"]
        if shown is None:
            return None
        try:
            return instant(shown, self.admission.event.time_zone)
        except BadInput as error:
            raise forms.ValidationError(error.message) from None

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("online_places") == 0 and values.get("on_site_places") == 0:
            self.add_error("online_places", _("Leave one way to take part."))
        return values

    def fill(self) -> Admission:
        """The settings with what was typed; not stored."""
        for name in (*_KEPT, "words"):
            setattr(self.admission, name, self.cleaned_data[name])
        self.admission.closes_at = self.cleaned_data["closes"]
        return self.admission


_KEPT = (
    "is_open",
    "online_places",
    "on_site_places",
    "needs_approval",
    "survey_is_open",
    "survey_is_public",
)


class QuestionRow(MultilingualForm, Row):
    """One question. Choices are written one a line; the lines of all languages stand in the same order."""

    multilingual = {
        "texts": Multilingual(pgettext_lazy("to be answered", "Question"), max_length=300),
        "choices": Multilingual(gettext_lazy("Answers to choose from"), max_length=2000, lines=3),
    }
    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of answer"), choices=Kind)
    is_required = forms.BooleanField(label=gettext_lazy("Must be answered"), required=False)

    def full_clean(self) -> None:
        # A row says something when its question does; keys and ticks alone do not.
        if self.is_bound and not any(str(self[f"texts_{code}"].data or "").strip() for code in ORDER):
            self.cleaned_data = {}
            self._errors = forms.utils.ErrorDict()
            return
        forms.Form.full_clean(self)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        lines = {code: text.splitlines() for code, text in values["choices"].items()}
        lines = {code: [line.strip() for line in each if line.strip()] for code, each in lines.items()}
        if values.get("kind") in (Kind.ONE, Kind.MANY):
            lengths = {len(each) for each in lines.values()}
            first = f"choices_{next(iter(lines), ORDER[0])}"
            if not lengths or max(lengths) < 2:
                self.add_error(first, _("Write at least two answers, one a line."))
            elif len(lengths) > 1:
                self.add_error(
                    first, _("Write the same number of answers in each language, in the same order.")
                )
            elif max(lengths) > MOST_CHOICES:
                self.add_error(first, _("A question has twelve answers at most."))
        number = max((len(each) for each in lines.values()), default=0)
        values["choice_texts"] = [
            {code: each[place] for code, each in lines.items() if place < len(each)}
            for place in range(number)
        ]
        return values

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    @property
    def choice_group(self) -> Any:
        return self.groups["choices"]

    @property
    def text_group(self) -> Any:
        return self.groups["texts"]


_QuestionSet: Any = forms.formset_factory(
    QuestionRow,
    formset=RowSet,
    extra=2,
    max_num=MOST_QUESTIONS,
    absolute_max=MOST_QUESTIONS,
    validate_max=True,
)


class Questions(_QuestionSet):
    """The questions of a part, in order."""

    def __init__(self, data: Any, *, admission: Admission, part: str) -> None:
        self.known = {row.pk: row for row in admission.questions.filter(part=part)} if admission.pk else {}
        super().__init__(data, initial=[_initial(row) for row in self.known.values()], prefix=part)

    def questions(self) -> list[Question]:
        """As typed; not stored. A key that is not of this event's makes a new question."""
        found = []
        for values in self.values():
            row = self.known.get(values["pk"] or 0) or Question()
            row.kind, row.texts, row.is_required = values["kind"], values["texts"], values["is_required"]
            row.choices = values["choice_texts"] if row.kind in (Kind.ONE, Kind.MANY) else []
            found.append(row)
        return found


def _initial(row: Question) -> dict[str, Any]:
    lines = {code: "\n".join(each.get(code, "") for each in row.choices) for code in ORDER}
    return {
        "pk": row.pk,
        "kind": row.kind,
        "texts": row.texts,
        "choices": {code: text for code, text in lines.items() if text.strip()},
        "is_required": row.is_required,
    }
