from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Field, Router, Schema, Status

from tricity.api.problems import FieldError, Problem
from tricity.api.shapes.drafts import Given
from tricity.language import UnknownLanguage, parse_code
from tricity.rooms import actions, queries, rules
from tricity.rooms.models import Caption
from tricity.rooms.subtitles import BadTimes, read_cues

router = Router(tags=["events"])
LONGEST_TEXT = 200_000
MOST_CUES = 500


class CaptionsIn(Given):
    """A chunk of a caption stream. A cue sent again, in this or another chunk of the stream, is kept once."""

    language: str = Field(description="What the captions are written in: zh-Hans, zh-Hant, ja, ko or en.")
    format: Literal["vtt", "srt"] = Field("vtt", description="WebVTT or SubRip; a chunk needs no header.")
    text: str = Field(max_length=LONGEST_TEXT, description="The cues.")
    stream: str = Field(
        "",
        max_length=100,
        description="A name of the stream, the same in all its chunks; any two streams differ.",
    )
    began_at: dt.datetime | None = Field(
        None, description="The instant of time zero of the cues (ISO 8601 with zone), where it is known."
    )
    is_machine: bool = Field(False, description="Whether a machine recognized the speech; readers are told.")


class CaptionsOut(Schema):
    added: int = Field(description="Cues that are new and are in the room now.")
    known: int = Field(description="Cues that were in the room already.")


@router.post(
    "/{slug:code}/captions",
    response={201: CaptionsOut},
    summary=gettext_noop("Send captions into the room of an event"),
    description=gettext_noop(
        "For people who are named captioners of the event. What is answered with 201 is stored. Chunks may overlap."
    ),
)
def send_captions(request: HttpRequest, code: str, chunk: CaptionsIn) -> Any:
    event = queries.event_with_room(code)
    if event is None or not rules.may_enter(request.user, event):
        raise Http404
    if not rules.may_caption(request.user, event):
        raise Problem(403, "not-a-captioner", _("You are not named as a captioner of this event."))
    origin = Caption.Origin.ENGINE if chunk.is_machine else Caption.Origin.STREAM
    began = chunk.began_at
    if began is not None and began.tzinfo is None:
        raise _refused("began_at", _("Say the zone of the instant, such as 2026-05-01T10:00:00+09:00."))
    added, known = actions.add_cues(
        event,
        actions.Source(origin, by=request.user),
        _cues(chunk.text),
        language=_language(chunk.language),
        stream=chunk.stream,
        began_ms=round(began.timestamp() * 1000) if began else None,
    )
    return Status(201, {"added": added, "known": known})


def _cues(text: str) -> Any:
    try:
        cues = read_cues(text)
    except BadTimes as error:
        message = _("Line %(line)d cannot be read as the times of a cue: “%(text)s”.")
        raise _refused("text", message % {"line": error.line, "text": error.text[:80]}) from None
    if len(cues) > MOST_CUES:
        raise _refused("text", _("Send at most %(number)d cues at a time.") % {"number": MOST_CUES})
    return cues


def _language(text: str) -> str:
    try:
        return parse_code(text)
    except UnknownLanguage:
        raise _refused("language", _("Give one of the languages zh-Hans, zh-Hant, ja, ko and en.")) from None


def _refused(field: str, message: str) -> Problem:
    detail = _("Some fields cannot be accepted; “errors” says which and why.")
    return Problem(422, "invalid", detail, [FieldError("invalid", message, f"#/{field}")])
