"""What curators decide about topics that analysis found, turned into clean values; nothing here saves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tricity.cooperation.actions.topics import Why
from tricity.cooperation.emergent.digests import ConceptView, TopicView
from tricity.cooperation.models import TopicEvidence
from tricity.language import INTERFACE_LANGUAGES, bcp47, fold, identify
from tricity.terms.forms import LONGEST_REASON, Lines, Text, WhyForm, new_slug, slug_field
from tricity.terms.models import Proposal
from tricity.terms.sections import tidy
from tricity.web.languages import language_name

LONGEST_SOURCE = 500
AT_THE_TOP = "-"
Choices = Sequence[tuple[str, Any]]


class WordsForm(WhyForm):
    """The words of a topic by language, as they were found, to be mended; and why.

    `firsts` are fields that stand above the words, `places` those that stand below.
    """

    firsts: Sequence[str] = ()
    places: Sequence[str] = ()

    def __init__(self, *args: Any, topic: TopicView, reader: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        found = {each.language: each for each in topic.words}
        for code in INTERFACE_LANGUAGES:
            words = found.get(code)
            self.fields[_field(code)] = Lines(
                label=language_name(code),
                required=False,
                initial=words.words if words else (),
                widget=forms.Textarea(attrs={"rows": 3, "lang": bcp47(code)}),
                help_text=_("From the dictionary, not from a record: check these words, or leave them out.")
                if words and words.is_derived
                else "",
            )
        self.order_fields([*self.firsts, *map(_field, INTERFACE_LANGUAGES), *self.places, "reason", "source"])

    @property
    def first_fields(self) -> list[Any]:
        return [self[name] for name in self.firsts]

    @property
    def word_fields(self) -> list[Any]:
        return [self[_field(code)] for code in INTERFACE_LANGUAGES]

    @property
    def other_fields(self) -> list[Any]:
        return [self[name] for name in (*self.places, "reason", "source")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(self.words().values()):
            raise ValidationError(gettext("Give a word in at least one language."))
        return data

    def words(self) -> dict[str, list[str]]:
        """Language → its words, each once, in the order they were written in."""
        return {code: _each_once(self.cleaned_data.get(_field(code), "")) for code in INTERFACE_LANGUAGES}

    def why(self) -> Why:
        reason = self.cleaned_data["reason"]
        return Why(reason, identify(reason, self.reader), self.cleaned_data["source"])


class AcceptForm(WordsForm):
    """As a topic there is not yet."""

    places = ("slug", "broader")
    slug = slug_field()
    broader = forms.ChoiceField(label=_("Stands below"))

    def __init__(self, *args: Any, topic: TopicView, topics: Choices, **kwargs: Any) -> None:
        super().__init__(*args, topic=topic, **kwargs)
        english = topic.row.labels.get("en") or [""]
        self.fields["slug"].initial = slugify(english[0])
        self.fields["broader"].choices = [  # type: ignore[attr-defined]
            ("", _("(choose a topic)")),
            (AT_THE_TOP, _("(a topic of its own at the top)")),
            *_grouped(topic.near, topics),
        ]

    def clean_slug(self) -> str:
        slug = new_slug(self.cleaned_data["slug"])
        if Proposal.objects.filter(slug=slug, state=Proposal.State.OPEN).exists():
            raise ValidationError(gettext("A topic with this address is proposed already. Choose another."))
        return slug

    def above(self) -> list[str]:
        chosen = self.cleaned_data["broader"]
        return [] if chosen == AT_THE_TOP else [chosen]


class IntoForm(WordsForm):
    """As further words of a topic there is."""

    firsts = ("into",)
    into = forms.ChoiceField(
        label=_("Topic that gets the words"),
        help_text=_("Words that it has already are left out. Its preferred words stay as they are."),
    )

    def __init__(self, *args: Any, topic: TopicView, topics: Choices, **kwargs: Any) -> None:
        super().__init__(*args, topic=topic, **kwargs)
        self.fields["into"].choices = [("", _("(choose a topic)")), *_grouped(topic.near, topics)]  # type: ignore[attr-defined]


class DismissForm(forms.Form):
    reason = Text(
        label=_("Why"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In your own language; other curators read it."),
    )

    def why(self, reader: str) -> Why:
        reason = self.cleaned_data["reason"]
        return Why(reason, identify(reason, reader))


def source_of(evidence: Iterable[TopicEvidence]) -> str:
    """The records it was found in, as a source: their titles and codes, as many as there is room for."""
    text = ""
    for each in evidence:
        named = f"{each.record.title} ({each.record.code})"
        longer = f"{text}; {named}" if text else named
        if len(longer) > LONGEST_SOURCE:
            break
        text = longer
    return text


def _grouped(near: Iterable[ConceptView], topics: Choices) -> list[tuple[Any, Any]]:
    """Those that come nearest first, then all in the reader's order."""
    nearest = [(each.slug, str(each.name)) for each in near]
    first = [(_("Nearest topics"), nearest)] if nearest else []
    return [*first, (_("All topics"), list(topics))]


def _field(code: str) -> str:
    return f"words-{code}"


def _each_once(text: str) -> list[str]:
    words = filter(None, map(tidy, text.splitlines()))
    return list({fold(each): each for each in reversed(list(words))}.values())[::-1]
