from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.events import uploads
from tricity.events.digests.texts import SPOKEN
from tricity.events.errors import FileRefused
from tricity.events.forms.event import SPOKEN_CODES
from tricity.invitations.actions import TEXTS, Said
from tricity.invitations.consents import words_for
from tricity.invitations.models import SpeakerLink
from tricity.language import bcp47
from tricity.members.forms.fields import Text, language_field, name_language_field

ANSWERS = [("yes", gettext_lazy("I agree")), ("no", gettext_lazy("I do not agree"))]
LICENCES = ("CC BY 4.0", "CC BY-SA 4.0", "CC BY-NC 4.0", "CC BY-NC-ND 4.0", "CC0 1.0", "KOGL Type 1")
OF_TALKS = (*TEXTS, "spoken_languages", "slides", "remove_slides", "licence")


class SpeakerForm(forms.Form):
    """What a speaker says of themselves and of the talk. Nothing must be filled in at once."""

    native_name = Text(
        label=gettext_lazy("Your name"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As you write it yourself, family name first where that is the custom."),
    )
    native_language = name_language_field()
    reading = Text(
        label=gettext_lazy("Reading of the name"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "How it is pronounced, so that you are addressed correctly: in kana, Hangul or pinyin."
        ),
    )
    romanized_name = Text(
        label=gettext_lazy("Name in Latin letters"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As in your passport or as you sign, in the order you use."),
    )
    language = language_field(
        gettext_lazy("Language you write in"),
        gettext_lazy("Write in your own language. The organizers see to the others."),
    )
    role = Text(label=gettext_lazy("Office"), max_length=200, required=False)
    title = Text(label=gettext_lazy("Title of the talk"), max_length=200, required=False)
    abstract = Text(
        label=gettext_lazy("What you will speak about"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    biography = Text(
        label=gettext_lazy("About you"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    spoken_languages = forms.MultipleChoiceField(
        label=gettext_lazy("I speak in"), required=False, widget=forms.CheckboxSelectMultiple
    )
    slides = forms.FileField(label=gettext_lazy("Slides"), required=False, max_length=200)
    remove_slides = forms.BooleanField(label=gettext_lazy("Take the slides back"), required=False)
    licence = forms.ChoiceField(
        label=gettext_lazy("Licence of the slides"),
        required=False,
        help_text=gettext_lazy("What others may do with them if they are published."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, link: SpeakerLink) -> None:
        super().__init__(data, files, initial=_initial(link))
        self.link = link
        if link.talk is None:
            for name in (*OF_TALKS, "language"):
                del self.fields[name]
            return
        for name in TEXTS:
            self.fields[name].widget.attrs["lang"] = bcp47(link.language)
        self._choices("spoken_languages", [(code, str(SPOKEN[code])) for code in SPOKEN_CODES])
        kept = [link.slides_licence] if link.slides_licence and link.slides_licence not in LICENCES else []
        free = [(each, each) for each in (*LICENCES, *kept)]
        self._choices("licence", [("", _("Nothing beyond reading them")), *free])
        self.fields["slides"].widget.attrs["accept"] = uploads.accepted_suffixes()
        self.fields["slides"].help_text = _("At most %(most)s: %(kinds)s.") % {
            "most": filesizeformat(settings.UPLOAD_LIMIT_BYTES),
            "kinds": ", ".join(sorted(uploads.TYPES)),
        }
        if not link.slides:
            del self.fields["remove_slides"]

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_slides(self) -> UploadedFile | None:
        upload: UploadedFile | None = self.cleaned_data["slides"]
        if upload is not None:
            try:
                uploads.check(upload)
            except FileRefused as refused:
                raise forms.ValidationError(refused.message, code="refused") from refused
        return upload

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        is_person = self.link.talk is None
        if is_person and not values.get("native_name") and not values.get("romanized_name"):
            self.add_error("native_name", _("Write your name, in one of the two ways."))
        return values

    def said(self) -> Said:
        values = self.cleaned_data
        return Said(
            language=values.get("language", self.link.language),
            native_name=values["native_name"],
            native_language=values["native_language"],
            reading=values["reading"],
            romanized_name=values["romanized_name"],
            texts={name: values[name] for name in TEXTS if name in values},
            spoken_languages=tuple(values.get("spoken_languages", ())),
        )


class ConsentForm(forms.Form):
    """One answer for each use; none is preset, and none follows from another."""

    def __init__(self, *args: Any, link: SpeakerLink) -> None:
        super().__init__(*args)
        known = {each.use: each.is_given for each in link.part.consents.all()}
        self.words = words_for(link.part)
        for use, words in self.words.items():
            self.fields[_box(use)] = forms.ChoiceField(
                label=words, required=False, choices=ANSWERS, widget=forms.RadioSelect
            )
            if use in known:
                self.initial[_box(use)] = "yes" if known[use] else "no"

    def answers(self) -> dict[str, bool | None]:
        meaning = {"yes": True, "no": False}
        return {use: meaning.get(self.cleaned_data[_box(use)]) for use in self.words}


def _box(use: str) -> str:
    return f"consent_{use}"


def _initial(link: SpeakerLink) -> dict[str, Any]:
    part = link.part
    initial = {
        "native_name": part.native_name,
        "native_language": part.native_language or link.language,
        "reading": part.reading,
        "language": link.language,
    }
    if link.talk is None:
        return initial | {"romanized_name": link.person.romanized_name if link.person else ""}
    texts = {name: getattr(link.talk, column).get(link.language, "") for name, column in TEXTS.items()}
    return (
        initial
        | texts
        | {
            "romanized_name": link.talk.speaker_name,
            "spoken_languages": link.talk.spoken_languages,
            "licence": link.slides_licence,
        }
    )
