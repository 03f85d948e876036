"""People who sign in, confirm that it is them, and hold an authenticator app."""

from __future__ import annotations

import html
import json
import re
import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.http import HttpResponse
from django.test import Client, TestCase

from tricity.activity.models import Entry

PASSWORD = "a-long-password"
SECURITY = "/en/my/security/"


def signed_in(username: str, browser: str = "") -> Client:
    client = Client(SERVER_NAME="localhost", HTTP_USER_AGENT=browser)
    response = give_password(client, username)
    assert response["Location"].endswith("/my/")
    return client


def give_password(client: Client, username: str) -> HttpResponse:
    return client.post("/en/sign-in/", {"username": username, "password": PASSWORD})


def confirm(client: Client) -> None:
    response = client.post("/en/my/security/confirm/", {"password": PASSWORD})
    assert response.status_code == 302


def code_of(secret: str, at: float | None = None) -> str:
    """What an authenticator app shows (RFC 6238: HMAC-SHA-1, six digits, thirty seconds)."""
    return format_hotp_value(hotp_value(secret, int(time.time() if at is None else at) // 30))


def with_app(username: str) -> tuple[Client, str]:
    """Signed in, an authenticator app added; the client and the app's secret.

    What allauth does after the commit is done, as on a site.
    """
    client = signed_in(username)
    confirm(client)
    secret = client.get(SECURITY + "app/").context["form"].secret
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = client.post(SECURITY + "app/", {"code": code_of(secret)})
    assert response["Location"] == SECURITY + "codes/"
    return client, secret


def options_in(response: HttpResponse) -> dict[str, Any]:
    found = re.search(r'data-passkey-options="([^"]+)"', response.content.decode())
    assert found is not None
    return json.loads(html.unescape(found[1]))


def verbs() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("verb", flat=True))
