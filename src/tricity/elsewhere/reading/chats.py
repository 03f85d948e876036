"""What was written in the chat: texts that people or the platform saved, and tables with a sender and a message.

Zoom has had four shapes (a public reader of them, chat types 1 to 4):
`14:03:22\t From  X  to  Everyone : words`, `14:03:22 From X to Everyone:` with the words indented below it, `14:03:22\t From  X :
words`, and of cloud recordings, counted from their beginning, `00:05:10\tX:\twords`. Sure.
Tencent Meeting and others that save a name and a full time in one line and the words below it: from memory, not sure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from tricity.elsewhere.reading.headings import Field
from tricity.elsewhere.reading.problems import Fault, Unreadable
from tricity.elsewhere.reading.tables import Row
from tricity.elsewhere.reading.times import Order, read_shown
from tricity.elsewhere.reading.values import LeftOut, Line

MOST_LINES: Final = 50_000
LONGEST: Final = 20_000
# The beginning of a message, up to its words. It is looked for in so many characters of a line, and blanks are taken all at
# once (possessively): names and words are written by anybody, and must not make the search slow.
_LONGEST_BEGINNING: Final = 400
_ZOOM: Final = re.compile(
    r"^(?P<at>\d{1,2}:\d{2}:\d{2})\s++(?:From|来自|発信者|보낸 사람)\s++(?P<sender>.+?)"
    r"(?:\s++(?:to|至|宛先|받는 사람)\s++(?P<whom>[^:：]+))?\s*+[:：](?=\s|$)"
)
_CLOUD: Final = re.compile(r"^(?P<at>\d{1,2}:\d{2}:\d{2})\t\s*+(?P<sender>[^\t]+?)\s*+:\t")
_STAMP: Final = r"\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?\s+(?:[上下]午\s*)?\d{1,2}:\d{2}(?::\d{2})?"
_STAMPED: Final = (
    re.compile(rf"^(?P<sender>.{{1,80}}?)[\s(（]++(?P<at>{_STAMP})[)）]?\s*+[:：]?\s*+$"),
    re.compile(rf"^\[?(?P<at>{_STAMP})\]?\s++(?P<sender>[^:：]{{1,80}}?)\s*+(?:[:：]|$)"),
)
_PRIVATE: Final = re.compile(
    r"\((?:Direct Message|Privately|私聊|ダイレクト ?メッセージ|비공개로?|다이렉트 메시지)\)", re.IGNORECASE
)
_EVERYONE: Final = (
    "everyone",
    "所有人",
    "全員",
    "모두",
    "panelists and attendees",
    "hosts and panelists",
    "",
)
_SHAPES: Final = (_ZOOM, _CLOUD, *_STAMPED)


def looks_like_chat(text: str) -> bool:
    """Whether some of the first lines begin a message."""
    head = [line for line in text[:50_000].splitlines()[:200] if line.strip()]
    return sum(1 for line in head if _begins(line)) * 6 >= max(1, len(head))


def lines_of_text(text: str) -> tuple[list[Line], list[LeftOut]]:
    """Messages in order; lines that begin none belong to the one above. Raises Unreadable."""
    found: list[Line] = []
    left_out: list[LeftOut] = []
    for number, line in enumerate(text.splitlines(), 1):
        begun = _begins(line)
        if begun is None:
            if found and line.strip():
                found[-1] = _longer(found[-1], line.strip())
            continue
        if len(found) >= MOST_LINES:
            raise Unreadable(Fault.TOO_MANY_ROWS, number, str(MOST_LINES))
        at = read_shown(begun["at"])
        if at is None:
            left_out.append(LeftOut(number, Fault.BAD_TIME, begun["at"][:60]))
            continue
        whom = begun.groupdict().get("whom") or ""
        sender = _PRIVATE.sub("", begun["sender"]).strip()
        found.append(
            Line(number, line[begun.end() : LONGEST].strip(), sender, at, _is_private(begun["sender"], whom))
        )
    if not found:
        raise Unreadable(Fault.NO_CHAT)
    return [each for each in found if each.text], left_out


def lines_of_rows(
    rows: Sequence[Row], columns: Mapping[Field, int], order: Order
) -> tuple[list[Line], list[LeftOut]]:
    """Messages of a table below its heading."""
    found: list[Line] = []
    left_out: list[LeftOut] = []
    sender = columns.get(Field.SENDER, columns.get(Field.NAME))
    for row in rows:
        text, written = row.at(columns[Field.MESSAGE]), row.at(columns.get(Field.AT))
        at = read_shown(written, order)
        if not text:
            left_out.append(LeftOut(row.number, Fault.NO_WORDS))
        elif written and at is None:
            left_out.append(LeftOut(row.number, Fault.BAD_TIME, written[:60]))
        else:
            found.append(Line(row.number, text, row.at(sender), at))
    return found, left_out


def _begins(line: str) -> re.Match[str] | None:
    """The words of the message follow where the match ends."""
    plain = line.rstrip()
    return next((found for shape in _SHAPES if (found := shape.match(plain, 0, _LONGEST_BEGINNING))), None)


def _is_private(sender: str, whom: str) -> bool:
    """Meant for one person, by the mark or by whom it was sent to."""
    if _PRIVATE.search(sender) or _PRIVATE.search(whom):
        return True
    return whom.strip().lower() not in _EVERYONE


def _longer(line: Line, more: str) -> Line:
    if len(line.text) >= LONGEST:
        return line
    text = f"{line.text}\n{more}" if line.text else more
    return Line(line.line, text[:LONGEST], line.sender, line.at, line.is_private)
