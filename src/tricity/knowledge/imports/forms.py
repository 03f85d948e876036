"""The form of an import: files and what is to happen to their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tricity.accounts.rules import is_curator
from tricity.directory.models import Organization
from tricity.directory.names import organization_name
from tricity.knowledge.imports.importer import OPERATORS_SOURCE, Importer, for_body, for_curator
from tricity.knowledge.imports.readers import ENCODINGS
from tricity.knowledge.queries import edited_bodies
from tricity.web.identity import PublicationState

MOST_FILES: Final = 10
ENDINGS: Final = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".xlsx")
MEGABYTE: Final = 1024 * 1024

AS_CURATOR: Final = "curator"
_ENCODING_NAMES: Final = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030, GBK, GB2312",
    "big5": "Big5",
    "shift_jis": "Shift_JIS",
    "euc-jp": "EUC-JP",
    "euc-kr": "EUC-KR",
    "utf-16": "UTF-16",
}


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files."""

    widget = _Files

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(each, initial) for each in files or [None]]


class ImportForm(forms.Form):
    """`user` decides in whose name rows may be imported."""

    uploads = FilesField(
        label=_("Files"),
        help_text=_(
            "JSON Lines, CSV or XLSX. Cities and organizations may come together with the records that name them."
        ),
        widget=_Files(attrs={"accept": ",".join(ENDINGS)}),
    )
    speaks_for = forms.ChoiceField(label=_("In whose name"))
    state = forms.ChoiceField(
        label=_("What happens to new records"),
        choices=[
            (PublicationState.DRAFT, _("Keep them as drafts")),
            (PublicationState.SUBMITTED, _("Hand them to the curators")),
            (PublicationState.PUBLISHED, _("Publish them at once (curators)")),
        ],
        initial=PublicationState.DRAFT,
    )
    encoding = forms.ChoiceField(
        label=_("Encoding of text files"),
        choices=[
            ("", _("UTF-8; tell me if it is another")),
            *((key, _ENCODING_NAMES[key]) for key in ENCODINGS if key != "utf-8"),
        ],
        required=False,
    )
    source = forms.RegexField(
        r"^[A-Za-z0-9._:-]{1,64}$",
        label=_("Name of the source"),
        required=False,
        help_text=_(
            "Only for curators: the collection the identifiers belong to, such as “smartcity-cases-2026”."
        ),
    )

    def __init__(self, user: Any, language: str, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.bodies = {
            body.code: body
            for body in Organization.objects.filter(pk__in=edited_bodies(user), deleted_at=None)
        }
        named = sorted((str(organization_name(body, language)), code) for code, body in self.bodies.items())
        choices: list[tuple[str, Any]] = [(code, name) for name, code in named]
        if is_curator(user):
            choices.append((AS_CURATOR, _("As a curator: compiled from public sources")))
        else:
            del self.fields["source"]
        self.fields["speaks_for"].choices = choices  # type: ignore[attr-defined]

    def clean_uploads(self) -> Sequence[UploadedFile]:
        files = self.cleaned_data["uploads"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Choose at most %(number)d files.") % {"number": MOST_FILES})
        if sum(file.size for file in files) > settings.UPLOAD_LIMIT_BYTES:
            raise forms.ValidationError(too_large())
        for file in files:
            if not file.name.lower().endswith(ENDINGS):
                raise forms.ValidationError(
                    _("“%(name)s” is none of: %(endings)s.")
                    % {"name": file.name, "endings": ", ".join(ENDINGS)}
                )
        return files

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        as_curator = values.get("speaks_for") == AS_CURATOR
        state = values.get("state")
        if state == PublicationState.PUBLISHED and not as_curator and values.get("speaks_for"):
            self.add_error("state", _("Only curators publish; hand the records to them."))
        if state == PublicationState.SUBMITTED and as_curator:
            self.add_error("state", _("A curator keeps them as drafts or publishes them."))
        return values

    def options(self) -> dict[str, str]:
        """The choices, to be kept between the dry run and the confirmation."""
        names = ("speaks_for", "state", "encoding", "source")
        return {name: self.cleaned_data.get(name) or "" for name in names}


def too_large() -> str:
    return _(
        "The files are too large; together they may have %(limit)d MB. The operator can import larger ones."
    ) % {"limit": settings.UPLOAD_LIMIT_BYTES // MEGABYTE}


def importer_of(options: Any, user: Any) -> Importer | None:
    """Who imports, from the choices; None if the person has lost the right meanwhile."""
    if options["speaks_for"] == AS_CURATOR:
        publish = options["state"] == PublicationState.PUBLISHED
        source = options["source"] or OPERATORS_SOURCE
        return for_curator(user, publish=publish, source=source) if is_curator(user) else None
    owner = Organization.objects.filter(
        code=options["speaks_for"], pk__in=edited_bodies(user), deleted_at=None
    ).first()
    submit = options["state"] == PublicationState.SUBMITTED
    return for_body(user, owner, submit=submit) if owner else None
