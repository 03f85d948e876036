"""Reading a viewer's HTTP request: strict, small, and without a body."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote

from tricity.live.errors import Refused
from tricity.live.names import STREAM_PREFIX, is_room
from tricity.live.positions import Position

LONGEST_HEAD = 8192
END = b"\r\n\r\n"
_LINE = re.compile(rb"([A-Z]{1,20}) (/[\x21-\x7e]*) HTTP/1\.[01]\Z")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*?)[ \t]*\Z")
_LANGUAGES = re.compile(r"[A-Za-z0-9-]{1,35}(,[A-Za-z0-9-]{1,35}){0,19}\Z")


@dataclass(frozen=True, slots=True)
class Request:
    """`headers` by name in small letters; of one sent twice the last counts."""

    method: str
    target: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a viewer asks for. `languages`: None where the address does not say; `forwarded_for`: as a proxy says."""

    room: str
    position: Position | None
    languages: frozenset[str] | None
    token: str
    forwarded_for: str


def read_request(head: bytes) -> Request:
    """Read what stands before the empty line. Raises Refused."""
    if len(head) > LONGEST_HEAD:
        raise Refused(431, f"the request is longer than {LONGEST_HEAD} bytes")
    first, *lines = head.split(b"\r\n")
    line = _LINE.match(first)
    if line is None:
        raise Refused(400, "the first line is not that of an HTTP/1.1 request")
    headers: dict[str, str] = {}
    for each in lines:
        field = _FIELD.match(each)
        if field is None:
            raise Refused(400, "a header cannot be read")
        headers[field[1].decode().lower()] = field[2].decode("latin-1")
    return Request(line[1].decode(), line[2].decode(), headers)


def read_subscription(request: Request) -> Subscription:
    """Raises Refused where the request is not one for a stream."""
    path, _mark, query = request.target.partition("?")
    if request.method != "GET":
        raise Refused(405, "a stream is read with GET")
    if "transfer-encoding" in request.headers or request.headers.get("content-length", "0") != "0":
        raise Refused(400, "a request for a stream has no body")
    room = unquote(path.removeprefix(STREAM_PREFIX)).removesuffix("/")
    if not path.startswith(STREAM_PREFIX) or not is_room(room):
        raise Refused(404, "there is no such room")
    fields = _fields(query)
    # What the browser remembers is newer than what stood in the page.
    last = request.headers.get("last-event-id") or fields.get("after", "")
    return Subscription(
        room=room,
        position=Position.read(last),
        languages=_languages(fields.get("captions")),
        token=fields.get("token", ""),
        forwarded_for=request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip(),
    )


def _fields(query: str) -> dict[str, str]:
    try:
        found = parse_qs(query, keep_blank_values=True, max_num_fields=20)
    except ValueError:
        raise Refused(400, "the address has too many fields") from None
    return {name: values[-1] for name, values in found.items()}


def _languages(text: str | None) -> frozenset[str] | None:
    if text is None:
        return None
    if not text or text == "none":
        return frozenset()
    if not _LANGUAGES.match(text):
        raise Refused(400, "captions: expected language codes separated by commas, such as ko,ja")
    return frozenset(text.casefold().split(","))
