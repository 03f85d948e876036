from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.events import uploads
from tricity.events.digests.texts import language_label
from tricity.events.errors import FileRefused
from tricity.events.forms.multilingual import Multilingual, MultilingualForm
from tricity.events.models import Event, Resource
from tricity.knowledge.forms import Text
from tricity.language import INTERFACE_LANGUAGES


class ResourceForm(MultilingualForm):
    """A file to download, or a link: one of the two."""

    multilingual = {"titles": Multilingual(gettext_lazy("Title"), max_length=200, required=True)}
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Resource.Kind)
    language = forms.ChoiceField(label=gettext_lazy("Language of the content"), required=False)
    session = forms.ChoiceField(label=gettext_lazy("Session"), required=False)
    file = forms.FileField(label=gettext_lazy("File"), required=False, max_length=200)
    url = forms.URLField(
        label=gettext_lazy("Or a link"), max_length=500, required=False, assume_scheme="https"
    )
    licence = Text(label=gettext_lazy("Licence"), max_length=100, required=False)

    def __init__(
        self, data: Any = None, files: Any = None, *, event: Event, sessions: Sequence[tuple[int, str]]
    ) -> None:
        super().__init__(data, files)
        self.event = event
        languages = sorted(
            ((code, language_label(code)) for code in INTERFACE_LANGUAGES), key=lambda each: each[1]
        )
        self._choices("language", [("", _("Several, or none")), *languages])
        self._choices("session", [("", _("The whole event")), *((str(pk), title) for pk, title in sessions)])
        self.fields["file"].widget.attrs["accept"] = uploads.accepted_suffixes()
        self.fields["file"].help_text = _("At most %(most)s: %(kinds)s.") % {
            "most": filesizeformat(settings.UPLOAD_LIMIT_BYTES),
            "kinds": ", ".join(sorted(uploads.TYPES)),
        }

    def _choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_file(self) -> UploadedFile | None:
        upload: UploadedFile | None = self.cleaned_data["file"]
        if upload is not None:
            try:
                uploads.check(upload)
            except FileRefused as refused:
                raise forms.ValidationError(refused.message, code="refused") from refused
        return upload

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if "file" not in self.errors and "url" not in self.errors:
            if values.get("file") and values.get("url"):
                self.add_error("url", _("Give a file or a link, not both."))
            elif not values.get("file") and not values.get("url"):
                self.add_error("file", _("Give a file or a link."))
        return values

    def resource(self) -> Resource:
        """What was described, without its file; not stored."""
        values = self.cleaned_data
        return Resource(
            event=self.event,
            session_id=int(values["session"]) if values["session"] else None,
            kind=values["kind"],
            titles=values["titles"],
            language=values["language"],
            url=values["url"],
            licence=values["licence"],
        )
