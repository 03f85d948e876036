from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.events.models import Event
from tricity.language import INTERFACE_LANGUAGES
from tricity.media import BadCaptions, Cue, read_captions
from tricity.media.planning import FLOOR
from tricity.replay import clocks
from tricity.replay.digests import channel_name
from tricity.replay.errors import CaptionsRefused
from tricity.replay.models import CaptionTrack, Mark
from tricity.web.languages import NATIVE_NAMES

CAPTION_LIMIT_BYTES = 10 * 1024 * 1024


class Moment(forms.Field):
    """A time such as 1:02:03.5, kept as milliseconds."""

    def to_python(self, value: Any) -> int:
        text = str(value or "").strip()
        if not text:
            return 0
        ms = clocks.parse_ms(text)
        if ms is None:
            raise forms.ValidationError(
                _("Write a time as hours:minutes:seconds, such as 1:02:03 or 0:05.5."), code="invalid"
            )
        return ms

    def prepare_value(self, value: Any) -> Any:
        return clocks.written(value) if isinstance(value, int) else value


def languages() -> list[tuple[str, str]]:
    """Each in itself, ordered by those names."""
    return sorted(((code, NATIVE_NAMES[code]) for code in INTERFACE_LANGUAGES), key=lambda each: each[1])


def _offset() -> Moment:
    return Moment(
        label=gettext_lazy("Begins at"),
        required=False,
        initial=0,
        help_text=gettext_lazy(
            "Time after the announced beginning of the event, such as 0:05 or 1:02:03.5; before it, with a minus."
        ),
    )


class UploadForm(forms.Form):
    """What is said of a recording before its bytes come."""

    channel = forms.ChoiceField(label=gettext_lazy("What is heard"))
    offset_ms = _offset()
    name = forms.CharField(max_length=400)
    size_bytes = forms.IntegerField(min_value=1)
    checksum = forms.RegexField(
        r"\A[0-9a-fA-F]{64}\Z",
        label=gettext_lazy("SHA-256, if you know it"),
        required=False,
        error_messages={"invalid": gettext_lazy("A SHA-256 has 64 characters, 0–9 and a–f.")},
    )

    def __init__(self, data: Any = None, files: Any = None, **more: Any) -> None:
        super().__init__(data, files, **more)
        channel = self.fields["channel"]
        assert isinstance(channel, forms.ChoiceField)
        channel.choices = [(FLOOR, channel_name(FLOOR)), *languages()]


class RecordingForm(UploadForm):
    """A small recording with its bytes, for browsers without scripts."""

    # Taken out of the form it is made from, as Django wants it: the file tells both.
    name = None  # type: ignore[assignment]
    size_bytes = None  # type: ignore[assignment]
    file = forms.FileField(label=gettext_lazy("File"), max_length=400)

    def __init__(self, data: Any = None, files: Any = None, **more: Any) -> None:
        super().__init__(data, files, **more)
        self.fields["file"].help_text = _(
            "At most %(most)s. Without scripts at most %(little)s, and the whole file at once."
        ) % {
            "most": filesizeformat(settings.RECORDING_LIMIT_BYTES),
            "little": filesizeformat(settings.UPLOAD_LIMIT_BYTES),
        }
        self.order_fields(["channel", "file", "offset_ms", "checksum"])

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > settings.UPLOAD_LIMIT_BYTES:
            raise forms.ValidationError(
                _("Without scripts at most %(little)s. Allow scripts for this site to upload larger files.")
                % {"little": filesizeformat(settings.UPLOAD_LIMIT_BYTES)},
                code="large",
            )
        return upload


class OffsetForm(forms.Form):
    offset_ms = _offset()


class CaptionForm(forms.Form):
    """A caption file of one language."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))
    origin = forms.ChoiceField(label=gettext_lazy("How they were made"), choices=CaptionTrack.Origin)
    captions = forms.FileField(
        label=gettext_lazy("WebVTT or SubRip file"),
        max_length=400,
        widget=forms.ClearableFileInput(attrs={"accept": ".vtt,.srt"}),
    )
    offset_ms = _offset()

    def __init__(self, data: Any = None, files: Any = None, *, offset_ms: int = 0) -> None:
        # Stands on a page with another form that has a field of this name.
        super().__init__(data, files, auto_id="captions_%s", initial={"offset_ms": offset_ms})
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        language.choices = languages()

    def clean_captions(self) -> list[Cue]:
        upload = self.cleaned_data["captions"]
        if upload.size > CAPTION_LIMIT_BYTES:
            most = filesizeformat(CAPTION_LIMIT_BYTES)
            raise forms.ValidationError(
                _("The file is too large: at most %(most)s.") % {"most": most}, code="large"
            )
        try:
            return read_captions(upload.read())
        except BadCaptions as bad:
            raise forms.ValidationError(CaptionsRefused(bad).message, code="refused") from bad

    def cues(self) -> list[Cue]:
        """With times of the event clock."""
        shift = self.cleaned_data["offset_ms"]
        return [
            Cue(cue.start_ms + shift, cue.end_ms + shift, cue.text, cue.speaker)
            for cue in self.cleaned_data["captions"]
        ]


class MarkForm(forms.Form):
    """A chapter (a session or a talk of the programme), or a slide."""

    at_ms = Moment(label=gettext_lazy("Time in the replay"))
    what = forms.ChoiceField(label=gettext_lazy("What begins"))
    page = forms.IntegerField(
        label=gettext_lazy("Page of the slides"), min_value=1, max_value=9999, required=False
    )

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, Any]]) -> None:
        super().__init__(data)
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = choices

    def mark(self, event: Event, origin_ms: int) -> Mark:
        """Not stored."""
        kind, _colon, pk = self.cleaned_data["what"].partition(":")
        page = self.cleaned_data["page"] if kind == "resource" else None
        return Mark(
            event=event, at_ms=self.cleaned_data["at_ms"] + origin_ms, page=page, **{f"{kind}_id": int(pk)}
        )
