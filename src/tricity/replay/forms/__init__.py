"""Text of people who prepare a replay turned into clean values; nothing here saves."""

from tricity.replay.forms.correcting import Line, lines_of
from tricity.replay.forms.parts import DescribeForm, MarkForm, WithheldForm
from tricity.replay.forms.uploads import CaptionForm, OffsetForm, RecordingForm, UploadForm

__all__ = [
    "CaptionForm",
    "DescribeForm",
    "Line",
    "MarkForm",
    "OffsetForm",
    "RecordingForm",
    "UploadForm",
    "WithheldForm",
    "lines_of",
]
