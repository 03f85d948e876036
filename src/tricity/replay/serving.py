"""Files of any size, whole or by ranges (RFC 9110, 14), never held in memory and never packed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import http_date

CHUNK: Final = 256 * 1024
# The most one answer to an open range (“bytes=0-”) gives; players ask for the next.
MOST_AT_ONCE: Final = 8 * 1024 * 1024
_RANGE = re.compile(r"bytes=(\d{0,19})-(\d{0,19})", re.ASCII)


def serve(request: HttpRequest, path: Path, *, media_type: str, cache: str, tag: str) -> HttpResponseBase:
    """The file as an answer; `tag` changes whenever the file does. Raises FileNotFoundError."""
    facts = path.stat()
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": cache,
        "ETag": f'"{tag}"',
        "Last-Modified": http_date(facts.st_mtime),
        "X-Content-Type-Options": "nosniff",
        # Said so that nothing packs it on the way: a range of a packed file would be another.
        "Content-Encoding": "identity",
    }
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponse(status=304, headers=headers)
    asked = request.headers.get("Range", "")
    if asked and request.headers.get("If-Range", headers["ETag"]) == headers["ETag"]:
        span = wanted(asked, facts.st_size)
        if span is None:
            return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{facts.st_size}"})
        start, end = span
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{facts.st_size}"
        return _answer(request, path, start, end, 206, media_type, headers)
    return _answer(request, path, 0, facts.st_size, 200, media_type, headers)


def wanted(header: str, size: int) -> tuple[int, int] | None:
    """First byte and the one behind the last; None for what cannot be satisfied. Of several ranges the first counts."""
    found = _RANGE.match(header.replace(" ", ""))
    if found is None or not any(found.groups()) or not size:
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start = int(first)
        end = min(size, int(last) + 1) if last else min(size, start + MOST_AT_ONCE)
    return (start, end) if start < end else None


def _answer(
    request: HttpRequest,
    path: Path,
    start: int,
    end: int,
    status: int,
    media_type: str,
    headers: dict[str, str],
) -> HttpResponseBase:
    headers["Content-Length"] = str(end - start)
    if request.method == "HEAD":
        return HttpResponse(status=status, content_type=media_type, headers=headers)
    # Under ASGI Django would read what an ordinary iterator gives whole into memory.
    content: Any = _later(path, start, end) if hasattr(request, "scope") else _now(path, start, end)
    return StreamingHttpResponse(content, status=status, content_type=media_type, headers=headers)


def _now(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while start < end and (chunk := file.read(min(CHUNK, end - start))):
            start += len(chunk)
            yield chunk


async def _later(path: Path, start: int, end: int) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(path.open, "rb") as file:
        await asyncio.to_thread(file.seek, start)
        while start < end and (chunk := await asyncio.to_thread(file.read, min(CHUNK, end - start))):
            start += len(chunk)
            yield chunk
