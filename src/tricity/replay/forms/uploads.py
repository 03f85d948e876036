from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.media import BadCaptions, Cue, read_captions
from tricity.media.planning import FLOOR
from tricity.replay.digests import channel_name
from tricity.replay.errors import CaptionsRefused
from tricity.replay.forms.fields import languages, offset
from tricity.replay.models import CaptionTrack

CAPTION_LIMIT_BYTES = 10 * 1024 * 1024


class UploadForm(forms.Form):
    """What is said of a recording before its bytes come."""

    channel = forms.ChoiceField(label=gettext_lazy("What is heard"))
    offset_ms = offset()
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
    offset_ms = offset()


class CaptionForm(forms.Form):
    """A caption file of one language."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))
    origin = forms.ChoiceField(label=gettext_lazy("How they were made"), choices=CaptionTrack.Origin)
    captions = forms.FileField(
        label=gettext_lazy("WebVTT or SubRip file"),
        max_length=400,
        widget=forms.ClearableFileInput(attrs={"accept": ".vtt,.srt"}),
    )
    offset_ms = offset()

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
