from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tricity.renderings.engines import TermPair, engine
from tricity.renderings.engines.libretranslate import LibreTranslate
from tricity.renderings.engines.openai_compatible import OpenAICompatible
from tricity.renderings.errors import EngineFailed

Answer = tuple[int, Any]


@dataclass
class Server:
    """A process on loopback that answers as told and remembers what it was asked."""

    address: str = ""
    answer: Callable[[str, Any], Answer] = lambda path, body: (404, {})
    asked: list[tuple[str, Any, dict[str, str]]] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Server]:
    told = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _answer(self, body: Any) -> None:
            told.asked.append((self.path, body, dict(self.headers)))
            status, answer = told.answer(self.path, body)
            raw = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"{told.address}/elsewhere")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: Any) -> None:
            """Nothing on the terminal."""

    with HTTPServer(("127.0.0.1", 0), Handler) as listening:
        told.address = f"http://127.0.0.1:{listening.server_port}"
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield told
        listening.shutdown()
        thread.join()


def said(text: Any, finish: str = "stop") -> dict[str, Any]:
    return {"choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": finish}]}


def openai(server: Server, **options: Any) -> OpenAICompatible:
    return OpenAICompatible(f"{server.address}/v1/", "qwen3", **options)


def test_openai_compatible_server_is_given_text_terms_and_key(server: Server) -> None:
    server.answer = lambda path, body: (200, said(f"<think>…</think>\n[{body['messages'][1]['content']}]"))

    found = openai(server, key="secret").render(
        ["駐車場", "共有"], source="ja", target="zh-hant", terms=[TermPair("駐車場", "停車場")]
    )

    assert found == ["[駐車場]", "[共有]"]
    (path, body, headers), _second = server.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert body["model"] == "qwen3"
    task = body["messages"][0]["content"]
    assert "from Japanese into Traditional Chinese" in task
    assert task.endswith("駐車場 = 停車場")


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((500, {}), "it answered 500"),
        ((429, {}), "it is asked too often"),
        ((302, {}), "it answered 302"),
        ((200, b"<html>"), "its answer cannot be read"),
        ((200, {"choices": []}), "its answer cannot be read"),
        ((200, []), "its answer cannot be read"),
        ((200, said("  ")), "its answer is empty"),
        ((200, said(None)), "its answer is empty"),
        ((200, said("駐", "length")), "its answer is cut off"),
        ((200, b" " * (2 * 1024 * 1024 + 1)), "its answer is too long"),
    ],
)
def test_answer_that_is_no_rendering_is_a_failure_with_its_reason(
    server: Server, answer: Answer, says: str
) -> None:
    server.answer = lambda path, body: answer

    with pytest.raises(EngineFailed) as failed:
        openai(server).render(["a"], source="en", target="ja", terms=[])

    assert says in failed.value.message
    assert all(path != "/elsewhere" for path, _body, _headers in server.asked), "no redirect is followed"


def test_engine_that_does_not_answer_in_time_is_a_failure(server: Server) -> None:
    def slowly(path: str, body: Any) -> Answer:
        time.sleep(0.5)
        return 200, said("x")

    server.answer = slowly

    with pytest.raises(EngineFailed, match="did not answer in time"):
        openai(server, timeout_s=0.1).render(["a"], source="en", target="ja", terms=[])


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/v1", "file:///etc/passwd", "", "http://[", "http://a b/"]
)
def test_engine_that_cannot_be_reached_is_a_failure(address: str) -> None:
    with pytest.raises(EngineFailed):
        OpenAICompatible(address, "m", timeout_s=1).render(["a"], source="en", target="ja", terms=[])


@pytest.mark.parametrize(
    ("known", "codes"), [(["zh-Hans", "ja"], ("zh-Hans", "ja")), (["zh", "zt", "ja"], ("zh", "ja"))]
)
def test_libretranslate_is_asked_in_its_own_codes(
    server: Server, known: list[str], codes: tuple[str, str]
) -> None:
    def answer(path: str, body: Any) -> Answer:
        if path == "/languages":
            return 200, [{"code": code} for code in known]
        return 200, {"translatedText": [f"[{text}]" for text in body["q"]]}

    server.answer = answer

    found = LibreTranslate(server.address, key="k").render(
        ["停车场", "共享"], source="zh-hans", target="ja", terms=[]
    )

    assert found == ["[停车场]", "[共享]"]
    body = server.asked[-1][1]
    assert (body["source"], body["target"], body["format"], body["api_key"]) == (*codes, "text", "k")


@pytest.mark.parametrize(
    ("languages", "translated", "says"),
    [
        ([{"code": "en"}], {}, "does not know one of the languages"),
        ({"error": "x"}, {}, "cannot be read"),
        ([{"code": "ja"}, {"code": "ko"}], {"translatedText": ["x"]}, "cannot be read"),
        ([{"code": "ja"}, {"code": "ko"}], {"translatedText": ["x", " "]}, "is empty"),
        ([{"code": "ja"}, {"code": "ko"}], [], "cannot be read"),
    ],
)
def test_libretranslate_failures_are_named(
    server: Server, languages: Any, translated: Any, says: str
) -> None:
    server.answer = lambda path, body: (200, languages if path == "/languages" else translated)

    with pytest.raises(EngineFailed, match=says):
        LibreTranslate(server.address).render(["a", "b"], source="ja", target="ko", terms=[])


def test_no_engine_is_set_by_default() -> None:
    assert engine() is None


def test_engine_is_chosen_by_the_settings(settings: Any) -> None:
    settings.TRANSLATION_ENGINE, settings.TRANSLATION_MODEL = "openai", "qwen3"
    assert engine().name == "qwen3"  # type: ignore[union-attr]

    settings.TRANSLATION_ENGINE = "libretranslate"
    assert engine().name == "LibreTranslate"  # type: ignore[union-attr]
