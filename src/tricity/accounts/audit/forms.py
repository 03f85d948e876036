from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tricity.activity.labels import VERBS
from tricity.activity.models import Entry
from tricity.language import clean


class AuditForm(forms.Form):
    """By what the audit trail is narrowed; everything may be left open."""

    person = forms.CharField(
        label=_("Person"), required=False, max_length=150, help_text=_("User name, or part of the name.")
    )
    verb = forms.ChoiceField(label=_("Action"), required=False)
    kind = forms.ChoiceField(label=_("Kind of object"), required=False)
    code = forms.CharField(
        label=_("Code of the object"),
        required=False,
        max_length=64,
        help_text=_("The eight characters at the end of its address here."),
    )
    since = forms.DateField(
        label=_("First day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = [("", gettext("All"))]
        by_label = sorted(((verb, str(label)) for verb, label in VERBS.items()), key=lambda pair: pair[1])
        for name, choices in (("verb", by_label), ("kind", [(kind, kind) for kind in kinds])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [*everything, *choices]

    def clean_person(self) -> str:
        return clean(self.cleaned_data["person"]).strip()

    def clean_code(self) -> str:
        return clean(self.cleaned_data["code"]).strip()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first."))
        return data

    def entries(self) -> QuerySet[Entry]:
        """The entries asked for, newest first; none for a form that cannot be read."""
        rows = Entry.objects.select_related("actor").order_by("-at", "-pk")
        if not self.is_valid():
            return rows.none()
        data = self.cleaned_data
        if person := data["person"]:
            named = Q(actor__native_name__icontains=person) | Q(actor__romanized_name__icontains=person)
            rows = rows.filter(Q(actor__username__iexact=person) | named)
        given = {"verb": "verb", "kind": "subject_kind", "code": "subject_code__iexact"}
        rows = rows.filter(**{lookup: data[name] for name, lookup in given.items() if data[name]})
        if data["since"]:
            rows = rows.filter(at__gte=_midnight(data["since"]))
        if data["until"]:
            rows = rows.filter(at__lt=_midnight(data["until"] + dt.timedelta(days=1)))
        return rows


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
