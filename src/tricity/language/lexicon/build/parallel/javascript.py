"""Strings of object and array literals in JavaScript, read without running any of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_ASSIGNED: Final = re.compile(r"^(?:export\s+)?(?:const|let|var)\s+([\w$]+)\s*=\s*(?=[{\[])", re.MULTILINE)
_TOKEN: Final = re.compile(
    r"""(?P<skipped>\s+|//[^\n]*|/\*.*?\*/)
      | (?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)
      | (?P<mark>[{}\[\]:,])
      | (?P<other>[^\s{}\[\]:,"'`/]+|.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]+)\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(\n)|(.))", re.DOTALL
)
_ESCAPED: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}


@dataclass(slots=True)
class _Level:
    """An object or array that is open, with the key or index of the value being read."""

    is_array: bool
    key: str = ""
    index: int = 0
    value: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        return str(self.index) if self.is_array else self.key


def read_literals(script: str, only: str = "") -> dict[str, dict[str, str]]:
    """Return variable → path → string for the literals assigned at the start of a line.

    `only` names the one variable wanted of a long script. Values that are not one string, such as sums and
    calls, are passed over.
    """
    return {
        match[1]: dict(_strings(script, match.end()))
        for match in _ASSIGNED.finditer(script)
        if not only or match[1] == only
    }


def unquoted(literal: str) -> str:
    """Return what a quoted string stands for."""
    text = _ESCAPE.sub(_unescaped, literal[1:-1])
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescaped(match: re.Match[str]) -> str:
    number = match[1] or match[2] or match[3]
    if number:
        return chr(int(number, 16))
    return "" if match[4] else _ESCAPED.get(match[5], match[5])


def _strings(script: str, start: int) -> Iterator[tuple[str, str]]:
    """Yield the path and the value of each string of the literal that begins at `start`."""
    levels: list[_Level] = []
    for token in _TOKEN.finditer(script, start):
        word = token[0]
        if token.lastgroup == "skipped":
            continue
        if token.lastgroup != "mark":
            levels[-1].value.append(word)
        elif word in "{[":
            levels.append(_Level(is_array=word == "["))
        elif word == ":":
            _name(levels[-1])
        else:
            yield from _ended(levels)
            if word in "}]":
                levels.pop()
        if not levels:
            return


def _name(level: _Level) -> None:
    """Take what was read as the key of what follows, unless the colon belongs to `a ? b : c`."""
    if not level.key and len(level.value) == 1:
        (word,) = level.value
        level.key = unquoted(word) if word[0] in "\"'`" else word
        level.value = []


def _ended(levels: list[_Level]) -> Iterator[tuple[str, str]]:
    level = levels[-1]
    if len(level.value) == 1 and level.value[0][0] in "\"'`" and level.place:
        yield "".join(f"/{each.place}" for each in levels), unquoted(level.value[0])
    level.key, level.value, level.index = "", [], level.index + 1
