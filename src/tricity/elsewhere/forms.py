"""What an organizer says of a file; nothing here saves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tricity.elsewhere.models import BroughtFile
from tricity.elsewhere.reading import ENCODINGS, Choices, Field, Kind, Order, fields_of
from tricity.elsewhere.reading.files import LARGEST_BYTES
from tricity.events.forms.moments import zone_choices
from tricity.replay.forms.fields import Moment

LONGEST_LIST: Final = 20_000
ELAPSED, CLOCK = "elapsed", "clock"
COLUMN_LABELS: Final = {
    Field.NAME: pgettext_lazy("column", "Name"),
    Field.EMAIL: pgettext_lazy("column", "E-mail"),
    Field.ORGANIZATION: pgettext_lazy("column", "Organization"),
    Field.JOINED: pgettext_lazy("column", "Came at"),
    Field.LEFT: pgettext_lazy("column", "Left at"),
    Field.DURATION: pgettext_lazy("column", "How long"),
    Field.ATTENDED: pgettext_lazy("column", "Whether the person came"),
    Field.ACTION: pgettext_lazy("column", "Came or left"),
    Field.AT: pgettext_lazy("column", "Time"),
    Field.QUESTION: pgettext_lazy("column", "Question"),
    Field.ASKER: pgettext_lazy("column", "Who asked"),
    Field.ASKED_AT: pgettext_lazy("column", "Asked at"),
    Field.ANSWER: pgettext_lazy("column", "Answer"),
    Field.ANSWERED_AT: pgettext_lazy("column", "Answered at"),
    Field.SENDER: pgettext_lazy("column", "Who wrote"),
    Field.MESSAGE: pgettext_lazy("column", "Message"),
    Field.TYPE: pgettext_lazy("column", "Kind of post"),
    Field.CONVERSATION: pgettext_lazy("column", "Conversation"),
}


class UploadForm(forms.Form):
    upload = forms.FileField(
        label=gettext_lazy("File of the platform"),
        max_length=400,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,.tsv"}),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        most = filesizeformat(LARGEST_BYTES)
        self.fields["upload"].help_text = _("CSV, XLSX or text, at most %(most)s.") % {"most": most}

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        if upload.size > LARGEST_BYTES:
            most = filesizeformat(LARGEST_BYTES)
            raise forms.ValidationError(_("The file is too large: at most %(most)s.") % {"most": most})
        return upload


class ReadingForm(forms.Form):
    """How the file is to be read: what it is, its characters, its clock, its columns.

    `headings` are the cells of its heading row; each column that matters for the kind is chosen among them.
    """

    kind = forms.ChoiceField(label=gettext_lazy("What the file tells"), choices=BroughtFile.Kind)
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone of the times in the file"),
        help_text=gettext_lazy("Times that carry a zone of their own keep it."),
    )
    order = forms.ChoiceField(
        label=gettext_lazy("Dates like 08/09/2020"),
        choices=[
            (Order.MONTH_FIRST.value, gettext_lazy("Month first: 9 August")),
            (Order.DAY_FIRST.value, gettext_lazy("Day first: 8 September")),
        ],
    )
    times = forms.ChoiceField(
        label=gettext_lazy("Times without a date"),
        choices=[
            (CLOCK, gettext_lazy("are those of a clock on the day of the session")),
            (ELAPSED, gettext_lazy("count from the beginning of the session, as in files of a recording")),
        ],
    )
    shift_ms = Moment(
        label=gettext_lazy("Move all times by"),
        required=False,
        help_text=gettext_lazy(
            "Such as 0:02:30 where the platform's clock was slow; with a minus where it was fast."
        ),
    )
    encoding = forms.ChoiceField(label=gettext_lazy("Characters of the file"), required=False)

    def __init__(
        self, data: Any = None, *, initial: Mapping[str, Any], headings: Sequence[str], kind: Kind
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self._choices("zone", zone_choices())
        self._choices(
            "encoding", [("", _("recognized automatically")), *((each, each.upper()) for each in ENCODINGS)]
        )
        self.column_names: list[str] = []
        cells = [
            (str(place), cell[:60] or _("Column %(number)d") % {"number": place + 1})
            for place, cell in enumerate(headings)
        ]
        for each in fields_of(kind.value) if headings else ():
            name = f"column_{each.value}"
            self.column_names.append(name)
            self.fields[name] = forms.ChoiceField(
                label=COLUMN_LABELS[each], required=False, choices=[("", _("not in the file")), *cells]
            )

    def _choices(self, name: str, choices: Sequence[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def columns(self) -> list[forms.BoundField]:
        return [self[name] for name in self.column_names]

    def about_the_file(self) -> list[forms.BoundField]:
        return [self[name] for name in ("kind", "zone", "order", "times", "shift_ms", "encoding")]

    def choices(self, guessed: Mapping[Field, int]) -> Choices:
        """Columns only where they are not those found: else all tables of the file are read."""
        given = self.cleaned_data
        chosen = {
            Field(name.removeprefix("column_")): int(given[name])
            for name in self.column_names
            if given.get(name)
        }
        found = {
            field: place for field, place in guessed.items() if f"column_{field.value}" in self.column_names
        }
        return Choices(
            kind=Kind(given["kind"]),
            encoding=given["encoding"],
            order=Order(given["order"]),
            columns=chosen if chosen and chosen != found else {},
        )

    @property
    def shift(self) -> dt.timedelta:
        return dt.timedelta(milliseconds=self.cleaned_data["shift_ms"] or 0)


class NamesForm(forms.Form):
    """The names of recordings, one a line."""

    names = forms.CharField(
        label=gettext_lazy("Names of the files, one a line"),
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 6, "placeholder": "GMT20200827-060000_Recording.m4a"}),
        help_text=gettext_lazy(
            "As the platform named them; with the name of their folder where that tells the time."
        ),
    )
    session = forms.ChoiceField(label=gettext_lazy("Session they are of"), required=False)
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone of the times in the names"),
        help_text=gettext_lazy("Times marked GMT keep it."),
    )

    def __init__(self, data: Any = None, *, sessions: Sequence[tuple[str, str]], zone: str) -> None:
        super().__init__(data, initial={"zone": zone})
        for name, choices in (("session", [("", _("the whole event")), *sessions]), ("zone", zone_choices())):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
