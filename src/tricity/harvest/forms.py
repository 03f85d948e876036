"""Text of people turned into clean values; nothing here saves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from tricity.harvest.fetching.addresses import LONGEST
from tricity.harvest.models import Source
from tricity.knowledge.forms import is_web_address
from tricity.language import LANGUAGES, clean
from tricity.web.languages import NATIVE_NAMES

INTERVALS: Final = (0, 6, 24, 168)
Choices = Sequence[tuple[Any, Any]]


class SourceForm(forms.ModelForm):
    """A source as its keeper describes it. `owner` and `city` are chosen among those the person may write about."""

    owner = forms.ChoiceField(label=_("For which body"))
    city = forms.ChoiceField(label=_("City"), required=False)
    language = forms.ChoiceField(label=_("Language of the entries"), required=False)
    interval_hours = forms.TypedChoiceField(label=_("How often"), coerce=int)
    delay_s = forms.FloatField(
        label=_("Seconds between two requests"), min_value=0.5, max_value=600, initial=1.0
    )
    most_pages = forms.IntegerField(
        label=_("Most pages of one harvest"), min_value=1, max_value=5000, initial=200
    )

    field_order = (
        "name",
        "form",
        "address",
        "owner",
        "kind",
        "language",
        "city",
        "default_licence",
        "filter",
        "field_title",
        "field_text",
        "interval_hours",
        "delay_s",
        "most_pages",
        "respects_robots",
        "is_enabled",
    )

    class Meta:
        model = Source
        fields = (
            "name", "form", "address", "kind", "language", "default_licence", "filter", "field_title",
            "field_text", "interval_hours", "delay_s", "most_pages", "respects_robots", "is_enabled",
        )  # fmt: skip
        help_texts = {
            "address": _("Of CKAN the start page; of DCAT the catalogue file; of a feed the feed itself."),
            "default_licence": _("For example CC BY 4.0."),
            "filter": _("For example tags:smart-city."),
            "field_title": _("Where it is not “title”; dots lead into objects: title_translated.ko."),
            "field_text": _("Where it is not “notes”."),
        }

    def __init__(self, *args: Any, owners: Choices, cities: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = ("", gettext("Not given"))
        self._choices("owner", owners)
        self._choices("city", [none, *cities])
        self._choices(
            "language",
            [("", gettext("Look at each text")), *((code, NATIVE_NAMES[code]) for code in LANGUAGES)],
        )
        names = {
            0: pgettext("how often", "Only by hand"), 6: pgettext("how often", "Every six hours"),
            24: pgettext("how often", "Every day"), 168: pgettext("how often", "Every week"),
        }  # fmt: skip
        self._choices("interval_hours", [(hours, names[hours]) for hours in INTERVALS])
        self.fields["city"].help_text = gettext(
            "Where it is the same for all entries; else it is looked for in their words."
        )
        if self.instance.pk:
            self.initial.update(
                {
                    "owner": self.instance.owner.code,
                    "city": self.instance.city.code if self.instance.city else "",
                }
            )

    def _choices(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def clean_name(self) -> str:
        return clean(self.cleaned_data["name"]).strip()

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].strip()
        if not is_web_address(address) or len(address) > LONGEST:
            raise forms.ValidationError(
                _("“%(line)s” is not a web address."), params={"line": address[:200]}, code="address"
            )
        return address
