"""Uploads as those who prepare a replay see them."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from tricity.media import Reason
from tricity.replay import clocks
from tricity.replay.digests.channels import channel_name, channel_tag
from tricity.replay.models import Recording

State = Recording.State


@dataclass(frozen=True, slots=True)
class RecordingView:
    """An upload. `reason` says why it was refused and how to mend that; `percent` of what has arrived."""

    pk: int
    tag: str
    channel: str
    name: str
    size: str
    length: str
    offset: str
    state: str
    state_label: str
    percent: int
    reason: str


def refusal(reason: str) -> str:
    """Why a recording was refused, for the person who uploaded it."""
    sentences = {
        Reason.NOT_MEDIA: _("This is no sound or video file."),
        Reason.NO_SOUND: _("The file has no sound. Export it again with its sound."),
        Reason.PROTECTED: _("The file is encrypted or copy-protected. Export it without protection."),
        Reason.UNSUPPORTED: _("The file uses a format that cannot be read. Export it as MP4 or WAV."),
        Reason.TOO_SHORT: _("The recording is shorter than a second."),
        Reason.TOO_LONG: _("The recording is longer than twelve hours. Cut it first."),
        Reason.CUT_OFF: _(
            "The end of the file is missing. It was probably copied while it was still being written."
        ),
        Reason.BROKEN: _("The file is damaged: what is in it cannot be played. Copy or export it again."),
    }
    return sentences.get(Reason(reason), "") if reason in set(Reason) else ""


def recording_view(row: Recording) -> RecordingView:
    length = row.probe.get("duration_ms")
    return RecordingView(
        pk=row.pk,
        tag="" if row.is_floor else channel_tag(row.channel),
        channel=channel_name(row.channel),
        name=row.name,
        size=filesizeformat(row.size_bytes),
        length=clocks.label(length) if length else "",
        offset=clocks.written(row.offset_ms),
        state=row.state,
        state_label=row.get_state_display(),
        percent=row.received_percent if row.state == State.UPLOADING else 100,
        reason=refusal(row.reason),
    )
