"""A reader who speaks plain HTTP: keeps cookies, signs in through the form, follows nothing by itself."""

from __future__ import annotations

import gzip
import http.client
import uuid
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from tests.journeys.markup import Node, parse
from tests.journeys.site import PASSWORD, Site


@dataclass(frozen=True, slots=True)
class Answer:
    """`sent_bytes` is what went over the wire, compressed."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    sent_bytes: int

    @property
    def is_html(self) -> bool:
        return self.headers.get_content_type() == "text/html"

    @property
    def text(self) -> str:
        return self.body.decode()

    def alerts(self) -> str:
        """What the page complains of, for the message of a failing test."""
        root = parse(self.text).root
        said = [
            node.text()
            for node in root.walk()
            if node.attributes.get("role") == "alert" or node.classes & {"tag-bad", "errorlist"}
        ]
        return f"{self.status}: " + " / ".join(" ".join(text.split()) for text in said)

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")


@dataclass
class Visitor:
    site: Site
    cookies: dict[str, str] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers)

    def send(
        self,
        path: str,
        values: dict[str, str],
        *,
        holding: str = "",
        at: str = "",
        upload: tuple[str, bytes] | None = None,
    ) -> Answer:
        """Fill in a form of the page and send it as it stands.

        It is the form that is sent to `at`, or has a field `holding`, or any of `values`.
        """
        page = parse(self.get(path).text).root
        wanted = {holding} if holding else set(values)
        found = [
            form
            for form in page.all("form")
            if (
                form.attributes.get("action") == at
                if at
                else wanted & {each.attributes.get("name", "") for each in form.walk()}
            )
        ]
        assert found, f"{path} has no form {at or sorted(wanted)}"
        filled = {**_filled_in(found[0]), **values}
        target = urlsplit(found[0].attributes.get("action") or path).path
        files = {
            each.attributes["name"]: upload
            for each in found[0].all("input")
            if each.attributes.get("type") == "file" and upload
        }
        kind, body = (
            _multipart(filled, files)
            if files
            else ("application/x-www-form-urlencoded", urlencode(filled).encode())
        )
        return self.ask(
            "POST", target, body=body, headers={"Content-Type": kind, "Referer": self.site.url(path)}
        )

    def sign_in(self, username: str) -> None:
        answer = self.send(
            "/en/sign-in/", {"username": username, "password": PASSWORD, "next": "/en/"}, holding="password"
        )
        assert answer.status == 302, f"{username} cannot sign in: {answer.status}"

    def ask(
        self, method: str, path: str, *, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        sent = {"Accept-Encoding": "gzip", "Accept": "text/html,*/*", **(headers or {})}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        response = self._send(method, path, body, sent)
        raw = response.read()
        for line in response.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        plain = gzip.decompress(raw) if response.headers.get("Content-Encoding") == "gzip" else raw
        return Answer(response.status, response.headers, plain, len(raw))

    def _send(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        for attempt in (1, 2):
            if self._connection is None:
                parts = urlsplit(self.site.address)
                self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
            try:
                self._connection.request(method, path, body=body, headers=headers)
                return self._connection.getresponse()
            except (http.client.RemoteDisconnected, ConnectionError):
                self.close()
                if attempt == 2:
                    raise
        raise AssertionError("unreachable")

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _multipart(values: dict[str, str], files: dict[str, tuple[str, bytes]]) -> tuple[str, bytes]:
    boundary = uuid.uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in values.items()
    ]
    for name, (filename, content) in files.items():
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + content + b"\r\n")
    return f"multipart/form-data; boundary={boundary}", b"".join([*parts, f"--{boundary}--\r\n".encode()])


def _filled_in(form: Node) -> dict[str, str]:
    """What a browser would send if nothing was touched; of several equal names the last."""
    values: dict[str, str] = {}
    for node in form.all("input", "select", "textarea"):
        name, kind = node.attributes.get("name", ""), node.attributes.get("type", "text")
        if not name or "disabled" in node.attributes or kind in ("file", "submit", "button"):
            continue
        if kind in ("checkbox", "radio") and "checked" not in node.attributes:
            continue
        if node.tag == "select":
            options = list(node.all("option"))
            chosen = [each for each in options if "selected" in each.attributes] or options[:1]
            values[name] = chosen[0].attributes.get("value", chosen[0].text()) if chosen else ""
        elif node.tag == "textarea":
            values[name] = node.text().removeprefix("\n")
        else:
            values[name] = node.attributes.get("value", "on" if kind in ("checkbox", "radio") else "")
    return values
