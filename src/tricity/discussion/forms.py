from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tricity.discussion.models import Report
from tricity.discussion.registry import Body
from tricity.language import LANGUAGES, clean, identify
from tricity.web.languages import NATIVE_NAMES

LONGEST = 4000  # characters of a post or message
LONGEST_TOPIC = 200
# By the languages' own names, as in the header of every page.
LANGUAGE_CHOICES = [(code, NATIVE_NAMES[code]) for code in sorted(LANGUAGES, key=NATIVE_NAMES.__getitem__)]

_NOTHING = _("Write something first.")


class Worded(forms.Form):
    """Words of the person's own; their language is recognized unless it is chosen."""

    text = forms.CharField(
        label=_("Your text"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST,
        error_messages={"required": _NOTHING},
    )
    language = forms.ChoiceField(
        label=_("Language of your text"),
        choices=[("", _("Recognize it from the text")), *LANGUAGE_CHOICES],
        required=False,
        help_text=_("Write in the language you write best."),
    )
    needs_text = True

    def __init__(self, *args: Any, reader: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        self.fields["text"].required = self.needs_text

    def clean_text(self) -> str:
        text = clean(self.cleaned_data["text"].replace("\r\n", "\n")).strip()
        if self.needs_text and not text:
            raise forms.ValidationError(_NOTHING, code="required")
        return text

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("language"):
            values["language"] = identify(values.get("text", ""), default=self.reader)
        return values


class _ForBody(Worded):
    """Words said for one of the person's organizations."""

    body = forms.ChoiceField(label=_("For which organization"))

    def __init__(self, *args: Any, mine: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["body"]
        field.choices = body_choices(mine)
        if len(mine) == 1:
            field.initial = mine[0].code
            field.widget = forms.HiddenInput()


class PostForm(_ForBody):
    parent = forms.CharField(widget=forms.HiddenInput(), required=False, max_length=16)


class EditForm(Worded):
    """A post again; its language can be set right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = LANGUAGE_CHOICES  # type: ignore[attr-defined]


class ReportForm(Worded):
    field_order = ["reason", "text", "language"]
    needs_text = False

    reason = forms.ChoiceField(
        label=_("What is wrong with it"), choices=Report.Reason.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Explanation")
        self.fields["text"].widget.attrs["rows"] = 3


class DecisionForm(Worded):
    """Kept or hidden; whoever hides says why."""

    needs_text = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Reason, shown to the author")
        self.fields["text"].widget.attrs["rows"] = 3

    @property
    def hides(self) -> bool:
        return self.data.get("deed") == "hide"

    def clean_text(self) -> str:
        text = super().clean_text()
        if self.hides and not text:
            raise forms.ValidationError(_("Tell the author why it is hidden."), code="required")
        return text


class MessageForm(Worded):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Message")


class ConversationForm(_ForBody):
    field_order = ["to", "body", "topic", "text", "language"]

    to = forms.ChoiceField(label=_("To"))
    topic = forms.CharField(label=_("Subject of your message"), max_length=LONGEST_TOPIC)

    def __init__(self, *args: Any, to: Sequence[Body] | None, **kwargs: Any) -> None:
        """`to` are the organizations to choose from; None where it is clear who is written to."""
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Message")
        if to is None:
            del self.fields["to"]
        else:
            self.fields["to"].choices = body_choices(to)  # type: ignore[attr-defined]

    def clean_topic(self) -> str:
        topic = " ".join(clean(self.cleaned_data["topic"]).split())
        if not topic:
            raise forms.ValidationError(_("Say in a few words what it is about."), code="required")
        return topic


def body_choices(found: Iterable[Body]) -> list[tuple[str, str]]:
    return [(each.code, str(each.name)) for each in found]
