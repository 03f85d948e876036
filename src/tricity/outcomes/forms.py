"""Text of people turned into clean values; nothing here saves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.cooperation.actions.ideas import IdeaWords
from tricity.cooperation.models import Idea
from tricity.directory.models import Country, Organization
from tricity.directory.names import organization_name
from tricity.events.forms.event import organization_called
from tricity.events.forms.multilingual import ORDER, Multilingual, MultilingualForm
from tricity.knowledge.choices import city_choices, country_choices, topic_choices
from tricity.knowledge.forms import Text
from tricity.knowledge.values import Values
from tricity.language import LANGUAGES
from tricity.outcomes.models import Becoming, State
from tricity.terms.models import Concept
from tricity.web.languages import NATIVE_NAMES
from tricity.web.widgets import LongChoiceField, with_blank

LONGEST_IDEA_TITLE = 200
TOPICS = ("topic_1", "topic_2", "topic_3")
PLACED = (Becoming.NEED, Becoming.INITIATIVE)  # what is of a city


@dataclass(frozen=True, slots=True)
class Rights:
    """For whom a person makes drafts: `edited` and `acting` bodies (who acts for one proposes ideas for it), and the
    countries whose records the person reviews, which may be compiled without a body.
    """

    edited: Sequence[Organization]
    acting: Sequence[Organization]
    countries: Sequence[Country]


class DraftForm(forms.Form):
    """What is made of a saying: the kind, whose it is, and the first words; the rest is written on the record's own form."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it becomes"), choices=Becoming.choices, widget=forms.RadioSelect
    )
    owner = forms.ChoiceField(label=gettext_lazy("For which organization"), required=False)
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        required=False,
        help_text=gettext_lazy("Only where no organization is chosen, or it is of no country."),
    )
    city = LongChoiceField(
        label=gettext_lazy("City"),
        required=False,
        help_text=gettext_lazy(
            "A need or an initiative is of a city. Left empty, it is the organization’s own."
        ),
    )
    title = Text(label=gettext_lazy("Title"), max_length=300)
    summary = Text(label=gettext_lazy("Summary"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8}))
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the text"),
        choices=[(code, NATIVE_NAMES[code]) for code in sorted(LANGUAGES, key=NATIVE_NAMES.__getitem__)],
    )
    topic_1 = LongChoiceField(label=gettext_lazy("First topic"), required=False)
    topic_2 = LongChoiceField(label=gettext_lazy("Second topic"), required=False)
    topic_3 = LongChoiceField(label=gettext_lazy("Third topic"), required=False)

    def __init__(
        self, *args: Any, rights: Rights, countries: Sequence[Country], reader: str, **kwargs: Any
    ) -> None:
        """`countries` are those of which cities can be chosen."""
        super().__init__(*args, **kwargs)
        self.rights = rights
        bodies = {each.code: each for each in (*rights.edited, *rights.acting)}
        self.bodies: Mapping[str, Organization] = bodies
        owners = [(code, str(organization_name(body, reader))) for code, body in bodies.items()]
        if rights.countries:
            owners.append(("", _("Without an organization: compiled by reviewers from what was said")))
        cities, self._homes = city_choices(countries, reader)
        nothing = _("Not given")
        choices: dict[str, Any] = {
            "owner": owners,
            "country": [("", nothing), *country_choices(countries, reader)],
            "city": with_blank(cities, nothing),
            **{name: with_blank(topic_choices(reader), nothing) for name in TOPICS},
        }
        fields: dict[str, Any] = self.fields
        for name, given in choices.items():
            fields[name].choices = given
        if not rights.acting:
            fields["kind"].choices = [each for each in Becoming.choices if each[0] != Becoming.IDEA]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "kind" not in data or "owner" in self.errors:
            return data
        owner = self.bodies.get(data.get("owner", ""))
        data["body"] = owner
        if data["kind"] == Becoming.IDEA:
            self._clean_idea(owner, data)
        else:
            self._clean_record(owner, data)
        return data

    def _clean_idea(self, owner: Organization | None, data: dict[str, Any]) -> None:
        if owner is None or owner not in self.rights.acting:
            self.add_error(
                "owner", _("An idea is proposed for an organization you are a member of. Choose one.")
            )
        if len(data.get("title", "")) > LONGEST_IDEA_TITLE:
            self.add_error(
                "title",
                _("The title of an idea has at most %(most)d characters.") % {"most": LONGEST_IDEA_TITLE},
            )

    def _clean_record(self, owner: Organization | None, data: dict[str, Any]) -> None:
        if owner is not None and owner not in self.rights.edited:
            self.add_error(
                "owner",
                _("You do not write records for this organization. Choose another, or make it an idea."),
            )
            return
        data["country"] = (owner.country_id if owner else "") or data.get("country", "")
        allowed = {each.code for each in self.rights.countries}
        if not data["country"]:
            self.add_error("country", _("Choose the country it is about."))
        elif owner is None and data["country"] not in allowed:
            self.add_error("country", _("You do not review for this country. Choose an organization."))
        if not data.get("city") and owner is not None and owner.city is not None:
            data["city"] = owner.city.code
        if data["kind"] in PLACED and not data.get("city") and "city" not in self.errors:
            self.add_error("city", _("Choose the city it is about."))
        if data.get("city") and data["country"] and self._homes.get(data["city"]) != data["country"]:
            self.add_error("city", _("This city is in another country."))

    @property
    def topics(self) -> list[str]:
        return list(dict.fromkeys(self.cleaned_data[name] for name in TOPICS if self.cleaned_data[name]))

    def values(self, source: Mapping[str, str]) -> Values:
        """Of a record, with the place it was said at as its source."""
        data = self.cleaned_data
        empty = dict.fromkeys(("status", "priority", "horizon", "budget_currency", "budget_amount"), "")
        none = dict.fromkeys(("start_year", "end_year"))
        lists: Values = {"indicators": [], "bodies": [], "deployments": []}
        words = {name: data[name] for name in ("title", "summary", "language", "country", "city")}
        return {**empty, **none, **lists, **words, "topics": self.topics, "sources": [dict(source)]}

    def words(self) -> IdeaWords:
        data = self.cleaned_data
        return IdeaWords(
            kind=Idea.Kind.PROJECT,
            title=data["title"],
            summary=data["summary"],
            partners="",
            language=data["language"],
            horizon="",
            countries=[],
            topics=list(Concept.objects.filter(slug__in=self.topics)),
            records=[],
            opportunities=[],
        )


class SettleForm(MultilingualForm):
    """What became of a saying that nobody has taken up."""

    multilingual = {
        "reasons": Multilingual(gettext_lazy("Why it is not pursued"), max_length=1000, lines=2),
    }
    state = forms.ChoiceField(
        label=gettext_lazy("What became of it"),
        choices=[each for each in State.choices if each[0] != State.TAKEN_UP],
        widget=forms.RadioSelect,
    )
    organization = Text(
        label=gettext_lazy("Organization it is passed on to"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Its name in any language. Its editors are told."),
    )
    field_order = ["state", "organization"]

    def clean_organization(self) -> Organization | None:
        """Asked for only where it is passed on."""
        if self.data.get("state") != State.PASSED_ON:
            return None
        return organization_called(self.cleaned_data["organization"], unchanged=None)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        state = data.get("state")
        if (
            state == State.PASSED_ON
            and data.get("organization") is None
            and "organization" not in self.errors
        ):
            self.add_error("organization", _("Name the organization."))
        if state == State.NOT_PURSUED and not data.get("reasons"):
            self.add_error(f"reasons_{ORDER[0]}", _("Say why, in at least one language."))
        return data
