from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tricity.cooperation.actions.ideas import IdeaWords
from tricity.cooperation.models import Idea, Opportunity
from tricity.cooperation.queries import public_opportunities
from tricity.directory.models import Organization
from tricity.directory.names import organization_name
from tricity.discussion.forms import LANGUAGE_CHOICES, Worded
from tricity.knowledge.choices import country_choices, topic_choices
from tricity.knowledge.models import Horizon, Record
from tricity.knowledge.queries import public_records
from tricity.language import clean, identify
from tricity.terms.models import Concept

LONGEST_TITLE, LONGEST_TEXT, LONGEST_PARTNERS = 200, 5000, 1000
MOST_LINKS = 20
TOPICS = ("topic_1", "topic_2", "topic_3")
_CODE = re.compile(r"[A-HJ-NP-Z2-9]{8,16}")


class IdeaForm(forms.Form):
    """An idea in its author's words; its language is recognized unless it is chosen."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    organization = forms.ChoiceField(label=_("For which organization"))
    kind = forms.ChoiceField(label=_("What it is"), choices=Idea.Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Title"), max_length=LONGEST_TITLE, help_text=_("In your own language; one line.")
    )
    summary = forms.CharField(
        label=_("Your idea"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What should become better for people, how, and why together with other countries?"),
    )
    partners = forms.CharField(
        label=_("Partners you look for"),
        max_length=LONGEST_PARTNERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = forms.ChoiceField(
        label=_("Language of your text"),
        choices=[("", _("Recognize it from the text")), *LANGUAGE_CHOICES],
        required=False,
        help_text=_("Write in the language you write best."),
    )
    countries = forms.MultipleChoiceField(
        label=_("Countries that should take part"), required=False, widget=forms.CheckboxSelectMultiple
    )
    horizon = forms.ChoiceField(label=_("Time frame"), required=False)
    topic_1 = forms.ChoiceField(label=_("First topic"), required=False)
    topic_2 = forms.ChoiceField(label=_("Second topic"), required=False)
    topic_3 = forms.ChoiceField(label=_("Third topic"), required=False)
    links = forms.CharField(
        label=_("Records and candidates it builds on"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Their codes, or addresses of their pages here, one a line."),
    )

    def __init__(
        self, *args: Any, bodies: Sequence[Organization], countries: Any, reader: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        none = [("", gettext("Not given"))]
        fields: dict[str, Any] = self.fields
        fields["organization"].choices = [
            (each.code, str(organization_name(each, reader))) for each in bodies
        ]
        if len(bodies) == 1:
            fields["organization"].widget = forms.HiddenInput()
            fields["organization"].initial = bodies[0].code
        fields["countries"].choices = country_choices(countries, reader)
        fields["horizon"].choices = [*none, *Horizon.choices]
        topics = topic_choices(reader)
        for name in TOPICS:
            fields[name].choices = [*none, *topics]

    def clean_title(self) -> str:
        return _written(" ".join(clean(self.cleaned_data["title"]).split()))

    def clean_summary(self) -> str:
        return _written(_lines(self.cleaned_data["summary"]))

    def clean_partners(self) -> str:
        return _lines(self.cleaned_data["partners"])

    def clean_links(self) -> tuple[list[Record], list[Opportunity]]:
        """Public records and candidates; says which line names none."""
        lines = [line.strip() for line in self.cleaned_data["links"].splitlines() if line.strip()]
        if len(lines) > MOST_LINKS:
            raise forms.ValidationError(_("Name at most %(most)d."), params={"most": MOST_LINKS})
        codes = {line: (_CODE.findall(line) or [""])[-1] for line in lines}
        records = {each.code: each for each in public_records().filter(code__in=codes.values())}
        candidates = {each.code: each for each in public_opportunities().filter(code__in=codes.values())}
        for line, code in codes.items():
            if code not in records and code not in candidates:
                raise forms.ValidationError(
                    _("“%(line)s” is neither the code nor the address of a public record or candidate."),
                    params={"line": line[:80]},
                )
        return list(records.values()), list(candidates.values())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("language"):
            words = f"{values.get('title', '')}\n{values.get('summary', '')}"
            values["language"] = identify(words, default=self.reader)
        return values

    def see(self, version: int) -> None:
        """Show the form again as that of a later version, with what was typed."""
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed["version"] = str(version)
        self.data = typed

    def words(self) -> IdeaWords:
        values = self.cleaned_data
        slugs = [values[name] for name in TOPICS if values[name]]
        records, opportunities = values["links"]
        return IdeaWords(
            kind=values["kind"],
            title=values["title"],
            summary=values["summary"],
            partners=values["partners"],
            language=values["language"],
            horizon=values["horizon"],
            countries=values["countries"],
            topics=list(Concept.objects.filter(slug__in=slugs)),
            records=records,
            opportunities=opportunities,
        )


class JoinForm(Worded):
    """“We would join”, for one of the person's organizations, perhaps with what it brings."""

    field_order = ["organization", "text", "language"]
    needs_text = False

    organization = forms.ChoiceField(label=_("For which organization"))

    def __init__(self, *args: Any, bodies: Sequence[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What you could bring")
        self.fields["text"].max_length = LONGEST_PARTNERS  # type: ignore[attr-defined]
        self.fields["text"].widget.attrs["rows"] = 3
        field: Any = self.fields["organization"]
        field.choices = [(each.code, str(organization_name(each, self.reader))) for each in bodies]
        if len(bodies) == 1:
            field.widget = forms.HiddenInput()
            field.initial = bodies[0].code


class ReturnForm(Worded):
    """What the writers should change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What is to be changed")
        self.fields["text"].widget.attrs["rows"] = 3


def initial_of(idea: Idea) -> dict[str, Any]:
    """What the form of a stored idea begins with."""
    slugs = [each.slug for each in idea.topics.order_by("slug")]
    links = [*idea.records.order_by("pk"), *idea.opportunities.order_by("pk")]
    return {
        "version": idea.version,
        "organization": idea.owner.code if idea.owner else "",
        "kind": idea.kind,
        "title": idea.title,
        "summary": idea.summary,
        "partners": idea.partners,
        "language": idea.language,
        "countries": idea.wanted_countries,
        "horizon": idea.horizon,
        **dict(zip(TOPICS, slugs, strict=False)),
        "links": "\n".join(each.code for each in links if each.is_public),
    }


def _lines(text: str) -> str:
    return clean(text.replace("\r\n", "\n")).strip()


def _written(text: str) -> str:
    if not text:
        raise forms.ValidationError(_("Write something first."), code="required")
    return text
