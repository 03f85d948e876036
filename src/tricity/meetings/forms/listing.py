from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tricity.directory.names import country_name
from tricity.directory.queries import countries_in_order
from tricity.events.digests.texts import SPOKEN
from tricity.events.forms.event import SPOKEN_CODES
from tricity.events.forms.multilingual import Multilingual, MultilingualForm
from tricity.events.forms.parts import set_choices
from tricity.knowledge.models import Kind
from tricity.meetings.models import Partner
from tricity.meetings.personal_data import MEETINGS
from tricity.meetings.queries import Wanted
from tricity.participation.models import Role
from tricity.privacy.agreeing import AsksConsent


def spoken_choices() -> list[tuple[str, Any]]:
    return sorted(((code, str(SPOKEN[code])) for code in SPOKEN_CODES), key=lambda pair: pair[1])


class EntryForm(AsksConsent, MultilingualForm):
    """What a participant says of themselves to those they might meet."""

    consent_purpose = MEETINGS
    multilingual = {
        "seeks": Multilingual(
            pgettext_lazy("person", "What you look for"),
            max_length=300,
            lines=2,
            help_text=gettext_lazy("A solution, a partner city, somebody who has done it before …"),
        ),
        "offers": Multilingual(
            gettext_lazy("What you offer"),
            max_length=300,
            lines=2,
            help_text=gettext_lazy("Experience, a product, a place for a pilot …"),
        ),
    }
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages you can speak in a meeting"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, user: Any, partner: Partner | None, reader: str) -> None:
        initial: dict[str, Any] = {"languages": [reader]}
        if partner is not None:
            initial = {name: getattr(partner, name) for name in ("languages", "seeks", "offers")}
        super().__init__(data, initial=initial, user=user)
        set_choices(self, "languages", spoken_choices())

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not values.get("seeks") and not values.get("offers"):
            self.add_error(
                None,
                _(
                    "Say in a few words what you look for or what you offer, so that others know why to meet you."
                ),
            )
        return values


class WantedForm(forms.Form):
    """Whom to list; anything unreadable lists all."""

    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    language = forms.ChoiceField(label=pgettext_lazy("languages", "Speaks"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("Comes for"), required=False)
    records = forms.ChoiceField(label=gettext_lazy("The organization has published"), required=False)

    def __init__(self, data: Any = None, *, reader: str) -> None:
        super().__init__(data)
        everything = ("", _("All"))
        countries = [(each.code, str(country_name(each, reader))) for each in countries_in_order(reader)]
        kinds = [
            (Kind.NEED.value, _("Needs")),
            (Kind.SOLUTION.value, _("Solutions")),
            (Kind.INITIATIVE.value, _("Initiatives")),
        ]
        choices: dict[str, Sequence[tuple[Any, Any]]] = {
            "country": countries,
            "language": spoken_choices(),
            "role": Role.choices,
            "records": kinds,
        }
        for name, given in choices.items():
            set_choices(self, name, [everything, *given])

    def wanted(self) -> Wanted:
        values = self.cleaned_data if self.is_valid() else {}
        return Wanted(**{name: values.get(name, "") for name in ("country", "language", "role", "records")})
