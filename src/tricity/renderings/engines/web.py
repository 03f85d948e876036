"""JSON over HTTP to the one address the operator has set: bounded in time and size, without redirects or proxies."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from django.utils.translation import gettext as _

from tricity.renderings.errors import EngineFailed

MOST_BYTES = 2 * 1024 * 1024
_CHUNK = 64 * 1024


class _NoRedirects(HTTPRedirectHandler):
    """Texts go to the address that was set and to no other."""

    def redirect_request(self, *_arguments: Any, **_named: Any) -> None:
        return None


_opener = build_opener(ProxyHandler({}), _NoRedirects())


def ask(
    address: str, body: Any = None, *, headers: Mapping[str, str] | None = None, timeout_s: float = 30
) -> Any:
    """The JSON answer of a POST of `body`, or of a GET without; within `timeout_s` in all. Raises EngineFailed."""
    if not address.startswith(("http://", "https://")):
        raise EngineFailed(_("its address is not http:// or https://"))
    data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    ends = time.monotonic() + timeout_s
    try:
        request = Request(address, data=data, headers={"Content-Type": "application/json", **(headers or {})})  # noqa: S310  # checked above
        with _opener.open(request, timeout=timeout_s) as response:
            raw = _read(response, ends)
    except HTTPError as error:
        error.close()
        reason = (
            _("it is asked too often")
            if error.code == 429
            else _("it answered %(code)d") % {"code": error.code}
        )
        raise EngineFailed(reason) from None
    except TimeoutError:
        raise EngineFailed(_("it did not answer in time")) from None
    except URLError as error:
        late = isinstance(error.reason, TimeoutError)
        raise EngineFailed(_("it did not answer in time") if late else _("it cannot be reached")) from None
    except (OSError, http.client.HTTPException, ValueError):
        raise EngineFailed(_("it cannot be reached")) from None
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        raise EngineFailed(_("its answer cannot be read")) from None


def _read(response: Any, ends: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := response.read1(_CHUNK):
        size += len(part)
        if size > MOST_BYTES:
            raise EngineFailed(_("its answer is too long"))
        if time.monotonic() > ends:
            raise TimeoutError
        parts.append(part)
    return b"".join(parts)
