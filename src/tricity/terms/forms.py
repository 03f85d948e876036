"""Words of people turned into clean values; nothing here saves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tricity.language import LANGUAGES, bcp47, clean
from tricity.terms.errors import BadSection, MergedAlready
from tricity.terms.exchange.entries import LONGEST_SLUG, RESERVED, SLUG
from tricity.terms.exchange.reading import ENDINGS
from tricity.terms.models import Concept
from tricity.terms.queries import successor_of
from tricity.terms.sections import LONGEST_LABEL, Section, checked, section
from tricity.web.languages import NATIVE_NAMES

LONGEST_REASON = 2000
MEGABYTE = 1024 * 1024
LARGEST_FILE = 5 * MEGABYTE
HAN_AND_HANGUL = ("zh-hans", "zh-hant", "ja", "ko")
Choices = Sequence[tuple[str, Any]]


class Text(forms.CharField):
    """A text without control characters and lone surrogates, in NFC."""

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "").strip()


class Lines(Text):
    """A list of words, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value


def slug_field() -> Text:
    """The field for the address of a topic there is not yet; `new_slug` checks what was written."""
    return Text(
        label=_("Address"),
        max_length=LONGEST_SLUG,
        help_text=_(
            "Small Latin letters, digits and hyphens, for example smart-parking. It can never be changed."
        ),
        widget=forms.TextInput(attrs={"lang": "en", "autocapitalize": "none", "spellcheck": "false"}),
    )


def new_slug(slug: str) -> str:
    """The address, if a new topic may have it. Raises ValidationError saying what is wrong with it."""
    if not SLUG.fullmatch(slug) or slug in RESERVED:
        raise ValidationError(
            gettext("“%(slug)s” cannot be an address: small letters a–z, digits and single hyphens only.")
            % {"slug": slug}
        )
    if into := successor_of(slug):
        raise ValidationError(MergedAlready(slug, into).message)
    if Concept.objects.filter(slug=slug).exists():
        raise ValidationError(
            gettext("There is a topic with this address already. Propose a change of it instead.")
        )
    return slug


class WhyForm(forms.Form):
    """What every proposal carries: why, and on what it rests."""

    reason = Text(
        label=_("Why"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In your own language; those who decide read it."),
    )
    source = Text(
        label=_("Source"),
        max_length=500,
        help_text=_("Where the word is used so: a law, a standard, a dictionary, an address."),
    )


class SectionForm(WhyForm):
    """What the termbase is to say of a concept in `language`."""

    preferred = Text(label=_("Preferred word"), max_length=LONGEST_LABEL)
    admitted = Lines(
        label=_("Other words that may be used"),
        required=False,
        help_text=_("One a line. Search finds all of them."),
    )
    deprecated = Lines(
        label=_("Words no longer to be used"),
        required=False,
        help_text=_("One a line. Search still finds them; translations are warned of them."),
    )
    definition = Text(label=_("Definition"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    field_order: Sequence[str] = ("preferred", "admitted", "deprecated", "definition", "reason", "source")

    def __init__(self, *args: Any, language: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if language:
            for name in ("preferred", "admitted", "deprecated", "definition"):
                self.fields[name].widget.attrs["lang"] = bcp47(language)
        for name in ("admitted", "deprecated"):
            self.fields[name].widget.attrs["rows"] = 4

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "preferred" in data:
            try:
                checked(self.section())
            except BadSection as error:
                raise ValidationError(error.message) from None
        return data

    def section(self) -> Section:
        data = self.cleaned_data
        return section(
            {
                "preferred": data.get("preferred"),
                "admitted": data.get("admitted", "").splitlines(),
                "deprecated": data.get("deprecated", "").splitlines(),
                "definition": data.get("definition"),
            }
        )


class NewConceptForm(SectionForm):
    """The same for a concept there is not yet; its other languages follow, each decided by its own curators."""

    slug = slug_field()
    language = forms.ChoiceField(label=_("Language"))
    broader = forms.ChoiceField(label=_("Stands below"), required=False)
    field_order = ("language", "preferred", "slug", "broader", *SectionForm.field_order[1:])

    def __init__(self, *args: Any, topics: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices()  # type: ignore[attr-defined]
        self.fields["broader"].choices = [("", _("(a topic of its own at the top)")), *topics]  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        return new_slug(self.cleaned_data["slug"])


class FriendForm(WhyForm):
    """A word that looks alike in two languages and does not mean the same."""

    first_language = forms.ChoiceField(label=_("First language"))
    first = Text(label=_("Word in it"), max_length=60)
    second_language = forms.ChoiceField(label=_("Second language"))
    second = Text(label=_("Word in it"), max_length=60)
    note_language = forms.ChoiceField(label=_("Language of the note"))
    note = Text(label=_("What each of them means"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = (
        "first_language", "first", "second_language", "second", "note_language", "note", "reason", "source",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_language", "second_language"):
            self.fields[name].choices = language_choices(HAN_AND_HANGUL)  # type: ignore[attr-defined]
        self.fields["note_language"].choices = language_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first_language") and data.get("first_language") == data.get("second_language"):
            raise ValidationError(gettext("Choose two different languages."))
        for name in ("first", "second"):
            if "/" in data.get(name, ""):
                self.add_error(name, gettext("A word cannot hold a slash."))
        return data

    def entry(self) -> dict[str, Any]:
        """The entry as a concept keeps it."""
        data = self.cleaned_data
        return {
            "form": f"{data['first']}/{data['second']}",
            "languages": [data["first_language"], data["second_language"]],
            "note": {data["note_language"]: data["note"]},
        }


class RestructureForm(WhyForm):
    """Why topics are to stand otherwise. `firsts` are the fields that choose a topic, with what stands first in each."""

    firsts: Mapping[str, Any] = {}

    def __init__(self, *args: Any, topics: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].required = False
        self.fields["source"].help_text = _("What it rests on: a law, a standard, a classification.")
        for name, first in self.firsts.items():
            self.fields[name].choices = [("", first), *topics]  # type: ignore[attr-defined]


class MergeForm(RestructureForm):
    """Into which topic this one goes."""

    into = forms.ChoiceField(
        label=_("Topic that stays"),
        help_text=_("It gets the words of both in all languages, and everything that has this topic."),
    )
    field_order = ("into", "reason", "source")
    firsts = {"into": _("(choose a topic)")}


class MoveForm(RestructureForm):
    """Below which topics this one is to stand."""

    broader = forms.ChoiceField(label=_("Stands below"), required=False)
    also = forms.ChoiceField(label=_("And also below"), required=False)
    field_order = ("broader", "also", "reason", "source")
    firsts = {"broader": _("(a topic of its own at the top)"), "also": "—"}

    def places(self) -> list[str]:
        data = self.cleaned_data
        return list(dict.fromkeys(each for each in (data["broader"], data["also"]) if each))


class RemarkForm(forms.Form):
    remark = Text(
        label=_("What is to change"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever proposed it reads this and may propose again."),
    )


class ImportForm(forms.Form):
    """A TBX or SKOS file, and where its new topics go."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("TBX (.tbx, .xml) or SKOS (.ttl, .jsonld, .rdf), 5 MB at most."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    under = forms.ChoiceField(
        label=_("New topics stand below"),
        required=False,
        help_text=_("Where the file does not say itself."),
    )

    def __init__(self, *args: Any, topics: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["under"].choices = [("", _("(a topic of its own at the top)")), *topics]  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise ValidationError(
                gettext("The file is larger than %(most)d MB. Divide it.")
                % {"most": LARGEST_FILE // MEGABYTE}
            )
        if PurePath((file.name or "").lower()).suffix not in ENDINGS:
            raise ValidationError(
                gettext("“%(name)s” is no file of terms. It must end in one of: %(endings)s.")
                % {"name": file.name, "endings": " ".join(ENDINGS)}
            )
        return file


def language_choices(codes: Sequence[str] = LANGUAGES) -> list[tuple[str, str]]:
    """Languages, each in itself, ordered by those names."""
    return sorted(((code, NATIVE_NAMES[code]) for code in codes), key=lambda pair: pair[1])
