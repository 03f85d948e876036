"""Uploads in pieces, for the script of the page: begin with POST, ask with HEAD, send with PATCH, give up with DELETE."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tricity.replay import actions
from tricity.replay.errors import OtherOffset
from tricity.replay.forms import UploadForm
from tricity.replay.models import Recording
from tricity.replay.views.finding import replay_to_prepare
from tricity.web.errors import TricityError

PIECE_BYTES: Final = 8 * 1024 * 1024


@require_POST
@login_required
def upload_begin(request: HttpRequest, code: str, which: int) -> HttpResponse:
    """Make room for a file, or go on with the same one that was broken off: 201 with its address and what has arrived."""
    replay = replay_to_prepare(request, code, which)
    form = UploadForm(request.POST)
    if not form.is_valid():
        messages = [str(error) for errors in form.errors.values() for error in errors]
        return _problem(" ".join(messages), HTTPStatus.UNPROCESSABLE_ENTITY)
    given = form.cleaned_data
    broken_off = replay.recordings.filter(
        state=Recording.State.UPLOADING,
        channel=given["channel"],
        name=given["name"],
        size_bytes=given["size_bytes"],
        by=request.user.pk,
    ).first()
    try:
        row = broken_off or actions.begin_upload(replay, by=request.user, **given)
    except TricityError as error:
        return _problem(error.message, error.status)
    address = replay.address("upload", row.pk)
    row.replay = replay
    answer = {"url": address, "offset": row.received_bytes, "piece": PIECE_BYTES}
    return JsonResponse(answer, status=HTTPStatus.CREATED, headers={"Location": address})


@require_http_methods(["HEAD", "PATCH", "DELETE"])
@login_required
def upload(request: HttpRequest, code: str, which: int, pk: int) -> HttpResponse:
    """A piece at `Upload-Offset`, with its SHA-256 in `Upload-Checksum`; the answer says how much has arrived."""
    replay = replay_to_prepare(request, code, which)
    row = get_object_or_404(replay.recordings, pk=pk)
    row.replay = replay
    if request.method == "DELETE":
        actions.delete_recording(row, by=request.user)
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    if request.method == "HEAD":
        return _arrived(row.received_bytes, row, HTTPStatus.OK)
    offset = request.headers.get("Upload-Offset", "")
    content = request.read(PIECE_BYTES + 1)
    if not (offset.isascii() and offset.isdigit() and len(offset) < 20) or not content:
        return _problem(_("Say with Upload-Offset where the piece belongs."), HTTPStatus.BAD_REQUEST)
    if len(content) > PIECE_BYTES:
        return _problem(_("The piece is too large."), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        checksum = request.headers.get("Upload-Checksum", "")
        arrived = actions.add_piece(row, content, offset=int(offset), checksum=checksum)
    except OtherOffset as other:
        return _arrived(other.offset, row, HTTPStatus.CONFLICT)
    except TricityError as error:
        return _problem(error.message, error.status)
    except FileNotFoundError:
        return _problem(_("The upload has been given up. Begin it again."), HTTPStatus.GONE)
    return _arrived(arrived, row, HTTPStatus.NO_CONTENT)


def _arrived(offset: int, row: Recording, status: HTTPStatus) -> HttpResponse:
    headers = {
        "Upload-Offset": str(offset),
        "Upload-Length": str(row.size_bytes),
        "Cache-Control": "no-store",
    }
    return HttpResponse(status=status, headers=headers)


def _problem(message: str, status: int) -> HttpResponse:
    return JsonResponse({"message": message}, status=status)
