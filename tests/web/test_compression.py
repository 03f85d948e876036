from __future__ import annotations

import gzip

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tricity.web.compression import QuickGZipMiddleware


def packed(
    content: bytes, request: HttpRequest | None = None, headers: dict[str, str] | None = None
) -> HttpResponse:
    asked = request or RequestFactory().get("/", HTTP_ACCEPT_ENCODING="gzip, br")
    return QuickGZipMiddleware(lambda _request: HttpResponse(content, headers=headers))(asked)  # type: ignore[return-value]


def test_pages_are_sent_smaller_and_say_so() -> None:
    answer = packed(b"page " * 1000, headers={"ETag": '"1"'})

    assert gzip.decompress(answer.content) == b"page " * 1000
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Content-Length"] == str(len(answer.content)) != "5000"
    assert (answer["ETag"], answer["Vary"]) == ('W/"1"', "Accept-Encoding")


def test_equal_pages_are_not_of_equal_length() -> None:
    assert len({len(packed(b"page " * 1000).content) for _number in range(40)}) > 1


def test_who_cannot_read_it_gets_the_page_as_it_is() -> None:
    plain = packed(b"page " * 1000, RequestFactory().get("/"))

    assert plain.content == b"page " * 1000
    assert (plain.headers.get("Content-Encoding"), plain["Vary"]) == (None, "Accept-Encoding")


def test_what_is_short_or_packed_already_stays() -> None:
    assert packed(b"short").content == b"short"
    assert packed(b"page " * 1000, headers={"Content-Encoding": "br"}).content == b"page " * 1000
