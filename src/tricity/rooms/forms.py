"""Text of people in the room turned into clean values; nothing here saves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tricity.discussion.forms import LANGUAGE_CHOICES, Worded
from tricity.events.forms.multilingual import Multilingual, MultilingualForm
from tricity.knowledge.forms import Row, RowSet, Text
from tricity.rooms.models import Access, PollKind, PollOption, RoomRole

LONGEST_QUESTION = 1000
LONGEST_ANSWER = 4000
LONGEST_CAPTION = 500
FEWEST_OPTIONS, MOST_OPTIONS = 2, 12


class AskForm(Worded):
    """A question in any language; its language is recognized unless it is chosen."""

    field_order = ["text", "language", "is_named"]

    is_named = forms.BooleanField(label=gettext_lazy("Show my name beside the question"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["text"]
        field.label = gettext_lazy("Your question")
        field.max_length = LONGEST_QUESTION
        field.validators = [forms.CharField(max_length=LONGEST_QUESTION).validators[0]]
        field.widget.attrs.update(rows=3, maxlength=LONGEST_QUESTION)


class AnswerForm(Worded):
    needs_text = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = gettext_lazy("Answer in writing")
        self.fields["text"].help_text = gettext_lazy("Leave it empty to take the answer back.")


class HideForm(Worded):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = gettext_lazy("Reason, shown to who asked")
        self.fields["text"].widget.attrs["rows"] = 2
        self.fields["text"].error_messages["required"] = _("Say why it is hidden; who asked reads it.")


class SettingsForm(forms.Form):
    open_to = forms.ChoiceField(
        label=gettext_lazy("Who may read the room"),
        choices=Access.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Asking, voting and answering polls always needs an account or a registration."
        ),
    )
    takes_questions = forms.BooleanField(label=gettext_lazy("Questions are taken"), required=False)
    holds_questions = forms.BooleanField(
        label=gettext_lazy("A moderator lets each question through before others see it"), required=False
    )


class PersonForm(forms.Form):
    username = Text(label=gettext_lazy("User name"), max_length=150)
    role = forms.ChoiceField(label=gettext_lazy("Works in the room as"), choices=RoomRole.Role.choices)


class AnnouncementForm(MultilingualForm):
    multilingual = {
        "texts": Multilingual(gettext_lazy("Announcement"), max_length=500, lines=2, required=True)
    }


class PollForm(MultilingualForm):
    multilingual = {
        "texts": Multilingual(pgettext_lazy("to be answered", "Question"), max_length=300, required=True)
    }
    kind = forms.ChoiceField(label=gettext_lazy("How one answers"), choices=PollKind.choices)


class OptionRow(MultilingualForm, Row):
    """One answer of a poll."""

    multilingual = {"texts": Multilingual(gettext_lazy("Answer"), max_length=200)}

    def values(self) -> dict[str, Any]:
        texts: dict[str, Any] = self.cleaned_data["texts"]
        return texts


class OptionSet(RowSet):
    def clean(self) -> None:
        super().clean()
        if not any(self.errors) and len(self.values()) < FEWEST_OPTIONS:
            raise forms.ValidationError(_("A poll needs at least two answers to choose from."))


Options: Any = forms.formset_factory(
    OptionRow, formset=OptionSet, extra=3, max_num=MOST_OPTIONS, absolute_max=MOST_OPTIONS, validate_max=True
)


class CaptionForm(forms.Form):
    """A line of a captioner. `client_id` is the identity the page gave it; without script the server gives one."""

    text = Text(label=gettext_lazy("Caption"), max_length=LONGEST_CAPTION, required=True)
    language = forms.ChoiceField(label=gettext_lazy("Language of the captions"), choices=LANGUAGE_CHOICES)
    client_id = forms.RegexField(r"^[A-Za-z0-9-]{8,64}$", required=False)


class CorrectionForm(forms.Form):
    text = Text(label=gettext_lazy("Corrected line"), max_length=LONGEST_CAPTION, required=False)
    client_id = forms.RegexField(r"^[A-Za-z0-9-]{8,64}$", required=False)


def ranks_of(data: Any, options: list[PollOption], kind: str) -> dict[int, int]:
    """What a person chose on the page of a poll: option id → rank. What is no number is left out, and so refused later."""
    if kind == PollKind.RANKING:
        given = {option.pk: data.get(f"rank-{option.pk}", "") for option in options}
        return {pk: int(text) for pk, text in given.items() if text.isascii() and text.isdigit()}
    chosen = [text for text in data.getlist("option") if text.isascii() and text.isdigit() and len(text) < 19]
    return {int(text): 1 for text in chosen}
