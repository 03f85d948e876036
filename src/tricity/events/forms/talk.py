"""A speaker's slot, and what the speaker agrees to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.directory.models import Organization
from tricity.directory.names import organization_name
from tricity.events.digests.texts import SPOKEN
from tricity.events.forms.consents import ConsentFields
from tricity.events.forms.event import SPOKEN_CODES, organization_called
from tricity.events.forms.multilingual import Multilingual, MultilingualForm
from tricity.events.models import Talk
from tricity.knowledge.forms import Text
from tricity.language import LANGUAGES
from tricity.web.languages import NATIVE_NAMES, reader_language

TALK_COLUMNS = (
    "speaker_name",
    "native_name",
    "native_language",
    "native_name_source",
    "native_name_by_speaker",
    "reading",
    "spoken_languages",
    "licence",
)


class TalkForm(ConsentFields, MultilingualForm):
    """A speaker's slot. A native name is taken only with the page that verifies it, or as the speaker gave it."""

    multilingual = {
        "titles": Multilingual(gettext_lazy("Title of the talk")),
        "organization_names": Multilingual(gettext_lazy("Organization")),
        "roles": Multilingual(gettext_lazy("Office"), help_text=gettext_lazy("What the person is there.")),
        "abstracts": Multilingual(gettext_lazy("Abstract"), max_length=3000, lines=4),
        "biographies": Multilingual(gettext_lazy("About the speaker"), max_length=2000, lines=3),
    }
    speaker_name = Text(
        label=gettext_lazy("Name in Latin letters"),
        max_length=200,
        help_text=gettext_lazy("In the order the person uses."),
    )
    native_name = Text(
        label=gettext_lazy("Native name"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Only if a public page shows it written so. Nobody's name is guessed here."),
    )
    native_language = forms.ChoiceField(label=gettext_lazy("Language of the native name"), required=False)
    native_name_source = forms.URLField(
        label=gettext_lazy("Page that shows the native name"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    native_name_by_speaker = forms.BooleanField(
        label=gettext_lazy("The speaker has given the native name"), required=False
    )
    reading = Text(
        label=gettext_lazy("Reading"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("How the native name is spoken: kana, pinyin or hangul."),
    )
    spoken_languages = forms.MultipleChoiceField(
        label=gettext_lazy("Speaks in"), required=False, widget=forms.CheckboxSelectMultiple
    )
    licence = Text(
        label=gettext_lazy("Licence of the slides"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("For example CC BY 4.0; empty: nothing is allowed beyond reading."),
    )
    organization = Text(
        label=gettext_lazy("Organization in the directory"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Its name in any language. The programme then links to it."),
    )

    def __init__(self, data: Any = None, *, talk: Talk) -> None:
        self.talk = talk
        super().__init__(data, initial=_talk_initial(talk))
        field = self.fields["native_language"]
        assert isinstance(field, forms.ChoiceField)
        languages = sorted(NATIVE_NAMES.items(), key=lambda item: item[1])
        field.choices = [("", "—"), *((code, name) for code, name in languages if code in LANGUAGES)]
        spoken = self.fields["spoken_languages"]
        assert isinstance(spoken, forms.MultipleChoiceField)
        labels = [(code, SPOKEN[code]) for code in SPOKEN_CODES]
        spoken.choices = sorted(labels, key=lambda choice: str(choice[1]))
        self.ask_consents(talk)

    def clean_organization(self) -> Organization | None:
        return organization_called(self.cleaned_data["organization"], unchanged=self.talk.organization)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("native_name"):
            if not values.get("native_language") and "native_language" not in self.errors:
                self.add_error("native_language", _("Say in which language the native name is."))
            is_sourced = values.get("native_name_source") or values.get("native_name_by_speaker")
            if not is_sourced and "native_name_source" not in self.errors:
                self.add_error(
                    "native_name_source", _("A native name is kept only with a page that shows it.")
                )
        else:
            values["native_language"] = values["native_name_source"] = values["reading"] = ""
            values["native_name_by_speaker"] = False
        return values

    def fill(self) -> Talk:
        for name in (*TALK_COLUMNS, "organization", *self.multilingual):
            setattr(self.talk, name, self.cleaned_data[name])
        return self.talk


def _talk_initial(talk: Talk) -> dict[str, Any]:
    body = talk.organization
    return {
        **{name: getattr(talk, name) for name in TALK_COLUMNS},
        "organization": str(organization_name(body, reader_language())) if body else "",
        "titles": talk.titles,
        "organization_names": talk.organization_names,
        "roles": talk.roles,
        "abstracts": talk.abstracts,
        "biographies": talk.biographies,
    }
