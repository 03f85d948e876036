"""One request as somebody, undone afterwards; what it answered and whether it wrote anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.test.client import ClientHandler

from tests.rights.world import World

# Kept about the session itself, whatever the request asked for; attempts are counted where nothing else happens.
OF_THE_SESSION = ("django_session", "accounts_signin", "accounts_attempts", "search_outbox")
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@dataclass(frozen=True, slots=True)
class Answer:
    """`written`: the statements that would have changed the database."""

    status: int
    location: str
    body: str
    written: tuple[str, ...]


class _Asking(Client):
    """Gives the answer alone: what templates were drawn with is copied for nobody here, and the handler stays set up."""

    handlers: Mapping[bool, ClientHandler] = {checks: ClientHandler(checks) for checks in (False, True)}

    def request(self, **request: Any) -> HttpResponseBase:
        return self.handlers[self.handler.enforce_csrf_checks](self._base_environ(**request))


class Walker:
    """Asks in every role, each with a session of its own."""

    def __init__(self, world: World) -> None:
        self._cookies: dict[str, Any] = {}
        for role, person in world.people.items():
            client = Client()
            if role != "visitor":
                client.force_login(person)
            self._cookies[role] = client.cookies.get(settings.SESSION_COOKIE_NAME)

    def ask(
        self,
        role: str,
        method: str,
        path: str,
        data: Any = None,
        *,
        checks_csrf: bool = False,
        headers: Mapping[str, str] | None = None,
        content_type: str = "",
    ) -> Answer:
        client = _Asking(
            enforce_csrf_checks=checks_csrf,
            raise_request_exception=False,
            headers={"accept-language": "en", **(headers or {})},
        )
        if self._cookies[role] is not None:
            client.cookies[settings.SESSION_COOKIE_NAME] = self._cookies[role].value
        cache.clear()
        more = {"content_type": content_type} if content_type else {}
        with transaction.atomic(), _statements() as written:
            response = getattr(client, method.lower())(path, data, **more)
            content = b"".join(response.streaming_content) if response.streaming else response.content
            transaction.set_rollback(True)
        return Answer(
            response.status_code,
            response.headers.get("Location", ""),
            content.decode("utf-8", "replace"),
            tuple(written),
        )


@contextmanager
def _statements() -> Iterator[list[str]]:
    written: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().startswith(WRITING) and not any(f'"{name}"' in sql for name in OF_THE_SESSION):
            written.append(sql[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written
