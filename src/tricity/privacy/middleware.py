"""Ask once after signing in, where a text a person agreed to has changed or the account is to be deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode

from tricity.accounts.credentials.middleware import OPEN
from tricity.privacy.queries import changed_since, deletion_of
from tricity.web.languages import reader_language

ASK = "privacy_ask"
# Which pages a person who was not answered yet may open all the same.
FREE_APPS = {"privacy"}
FREE_NAMES = {"accounts:sign-out", "accounts:sign-in", "choose-language"}
GetResponse = Callable[[HttpRequest], HttpResponse]


def remember_to_ask(sender: Any, request: HttpRequest, user: Any, **_signal: Any) -> None:
    """Note in the new session that there is something to ask, so that later requests need not look for it."""
    if deletion_of(user) is not None or changed_since(user, reader_language()):
        request.session[ASK] = True


def ask_after_sign_in(get_response: GetResponse) -> GetResponse:
    """Lead page views to the question until it was answered or put off; nothing that is sent is ever held up."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method == "GET" and "sessionid" in request.COOKIES and request.session.get(ASK):
            if _may_wait(request):
                return get_response(request)
            target = reverse("privacy:asked")
            return redirect(f"{target}?{urlencode({'next': request.get_full_path()})}")
        return get_response(request)

    return middleware


def _may_wait(request: HttpRequest) -> bool:
    """Own data, texts and signing out stay open; so does whatever is no page.

    So do the pages of a second factor: who must add one first is led to them from the question itself.
    """
    if request.headers.get("HX-Request") or "text/html" not in request.headers.get("Accept", "text/html"):
        return True
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return True
    return match.app_name in FREE_APPS or match.view_name in FREE_NAMES or match.url_name in OPEN
