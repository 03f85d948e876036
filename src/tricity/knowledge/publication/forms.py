"""Text of reviewers and operators turned into clean values; nothing here saves."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.directory.models import Organization
from tricity.knowledge.comparing import LABELS
from tricity.knowledge.forms import Choices, Text
from tricity.knowledge.models import Criterion, Kind
from tricity.language import LANGUAGES, bcp47
from tricity.web.languages import NATIVE_NAMES

REMARK = "remark-"
LONGEST_DEPUTYSHIP = dt.timedelta(days=366)


class ReturnForm(forms.Form):
    """What is to be changed: of the whole, and of single fields."""

    text = Text(
        label=_("What is to be changed?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Write in your own language. Remarks on single fields stand beside them."),
    )

    def __init__(self, *args: Any, fields: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in fields:
            widget = forms.Textarea(attrs={"rows": 2})
            label = gettext("Remark on “%(field)s”") % {"field": LABELS[name]}
            self.fields[REMARK + name] = Text(label=label, required=False, max_length=1000, widget=widget)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data.values()):
            self.add_error("text", _("Say what is to be changed, here or beside a field."))
        return data

    def remarks(self) -> dict[str, str]:
        """Field → remark, of those that were written."""
        named = {name: self.cleaned_data.get(REMARK + name) for name in LABELS}
        return {name: text for name, text in named.items() if text}


class CriterionForm(forms.ModelForm):
    """One point of the checklist, in as many languages as the operator can write."""

    class Meta:
        model = Criterion
        fields = ["country", "kind", "position", "is_active"]

    def __init__(self, *args: Any, countries: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ChoiceField(
            label=_("Country"), required=False, choices=[("", gettext("All countries")), *countries]
        )
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind"), required=False, choices=[("", gettext("All kinds")), *Kind.choices]
        )
        for code in LANGUAGES:
            name = format_html('<span lang="{}">{}</span>', bcp47(code), NATIVE_NAMES[code])
            widget = forms.Textarea(attrs={"rows": 2, "lang": bcp47(code)})
            text = Text(label=name, required=False, max_length=500, widget=widget)
            text.initial = self.instance.texts.get(code, "")
            self.fields[f"text_{code}"] = text
        self.order_fields([f"text_{code}" for code in LANGUAGES])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        texts = {code: data.get(f"text_{code}") for code in LANGUAGES}
        self.instance.texts = {code: text for code, text in texts.items() if text}
        if not self.instance.texts:
            self.add_error(f"text_{LANGUAGES[0]}", _("Write the criterion in at least one language."))
        return data

    def clean_country(self) -> None:
        """Kept apart: the choice is a code, the column a country."""
        self.instance.country_id = self.cleaned_data["country"] or None

    def _post_clean(self) -> None:
        self.instance.kind = self.cleaned_data.get("kind", "")
        self.instance.position = self.cleaned_data.get("position") or 0
        self.instance.is_active = bool(self.cleaned_data.get("is_active"))


class ReviewingBodyForm(forms.Form):
    """Which organization reviews for which country."""

    country = forms.ChoiceField(label=_("Country"))
    organization = Text(
        label=_("Code of the organization"),
        max_length=16,
        help_text=_("The eight characters at the end of its address here."),
    )

    def __init__(self, *args: Any, countries: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = countries

    def clean_organization(self) -> Organization:
        code = self.cleaned_data["organization"].upper()
        found = Organization.objects.filter(code=code, deleted_at=None).first()
        if found is None:
            raise forms.ValidationError(_("There is no organization with this code."), code="unknown")
        return found


class DeputyForm(forms.Form):
    """Who reviews for a body, from one day to another."""

    username = Text(label=_("User name"), max_length=150)
    starts_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_username(self) -> User:
        found = User.objects.filter(username=self.cleaned_data["username"], is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("There is no account with this user name."), code="unknown")
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The last day is before the first."))
        elif start and end and end - start > LONGEST_DEPUTYSHIP:
            self.add_error(
                "ends_on", _("A deputy is appointed for a year at most; appoint again after that.")
            )
        elif end and end < timezone.localdate():
            self.add_error("ends_on", _("The last day is past."))
        return data
