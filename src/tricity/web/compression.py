"""Pages sent smaller, at a level that suits pages made anew for everybody."""

from __future__ import annotations

import gzip
import secrets
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import patch_vary_headers

# Level 6 makes a form of 200 kB smaller by another 3%, and takes more than twice as long.
LEVEL: Final = 4
LEAST_BYTES: Final = 200
_HEADER_BYTES: Final = 10


class QuickGZipMiddleware(GZipMiddleware):
    """Django's own at another level; streams are left to it. Like it, it hides the length of secrets (BREACH)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_whole = not response.streaming and not response.has_header("Content-Encoding")
        content: bytes = getattr(response, "content", b"") if is_whole else b""
        if len(content) < LEAST_BYTES:
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        if not re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            return response
        packed = self._pack(content)
        if len(packed) >= len(content):
            return response
        response.content = packed  # type: ignore[attr-defined]  # not streaming
        response.headers["Content-Length"] = str(len(packed))
        etag = response.headers.get("ETag", "")
        if etag.startswith('"'):
            response.headers["ETag"] = f"W/{etag}"
        response.headers["Content-Encoding"] = "gzip"
        return response

    def _pack(self, content: bytes) -> bytes:
        """With a file name of random length in the header, which browsers ignore."""
        packed = gzip.compress(content, LEVEL, mtime=0)
        header = bytearray(packed[:_HEADER_BYTES])
        header[3] = gzip.FNAME
        name = b"a" * secrets.randbelow(self.max_random_bytes) + b"\0"
        return bytes(header) + name + packed[_HEADER_BYTES:]
