"""TREC run lines, and queries and records as JSON Lines."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tricity.language.codes import parse_code
from tricity.language.errors import BadLine
from tricity.language.normalize import clean

TAG: Final = "tricity"


@dataclass(frozen=True, slots=True)
class Query:
    """A question of a query file; `language` is None where the line names none."""

    id: str
    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a record file: its id, its language and its line as read."""

    id: str
    language: str | None
    raw: dict[str, Any]


def read_queries(path: Path | str) -> Iterator[Query]:
    """Yield the queries {id, text, lang} of a JSON Lines file. Raises BadLine, OSError."""
    for number, raw in _objects(path):
        if not isinstance(raw.get("text"), str):
            raise BadLine(str(path), number, "expected a text “text”")
        yield Query(_id(path, number, raw), raw["text"], _language(path, number, raw))


def read_records(path: Path | str) -> Iterator[Record]:
    """Yield the records {id, title, summary, lang, …} of a JSON Lines file. Raises BadLine, OSError."""
    for number, raw in _objects(path):
        yield Record(_id(path, number, raw), _language(path, number, raw), raw)


def run_line(query_id: str, document_id: str, rank: int, score: float, tag: str = TAG) -> str:
    """Return one line `qid Q0 docid rank score tag`; spaces inside the ids become underscores."""
    return f"{_word(query_id)} Q0 {_word(document_id)} {rank} {score:.6f} {_word(tag)}"


def _word(text: str) -> str:
    return "_".join(text.split()) or "_"


def _objects(path: Path | str) -> Iterator[tuple[int, dict[str, Any]]]:
    with Path(path).open("rb") as file:
        for number, line in enumerate(file, 1):
            line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            if not line.strip():
                continue
            try:
                raw = json.loads(line.decode("utf-8"))
            except (ValueError, RecursionError) as error:
                raise BadLine(str(path), number, f"not JSON in UTF-8: {error}") from error
            if not isinstance(raw, dict):
                raise BadLine(str(path), number, "expected an object")
            yield number, raw


def _id(path: Path | str, number: int, raw: dict[str, Any]) -> str:
    found = raw.get("id")
    if not isinstance(found, str | int) or not clean(str(found)).strip():
        raise BadLine(str(path), number, "expected a non-empty “id”")
    return clean(str(found))


def _language(path: Path | str, number: int, raw: dict[str, Any]) -> str | None:
    code = raw.get("lang") or raw.get("language")
    if code is None:
        return None
    try:
        return parse_code(str(code))
    except ValueError as error:
        raise BadLine(str(path), number, str(error)) from error
