"""What differs between two versions of a text, in pieces people can read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

# A word of letters, a number, a run of space, or one character: Chinese and Japanese are compared by character.
_UNITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-zÀ-ɏ]+|[가-힣]+|\s+|.", re.DOTALL)
LONGEST_UNITS = 4000


class Kind(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class DiffPiece:
    text: str
    kind: Kind


def diff_pieces(before: str, after: str) -> list[DiffPiece]:
    """The later text with what is gone and what is new in their places; adjoining pieces of a kind are one.

    Texts beyond some thousand words are shown as wholly replaced: comparing takes the square of their length.
    """
    old, new = _UNITS.findall(before), _UNITS.findall(after)
    if max(len(old), len(new)) > LONGEST_UNITS:
        found = [(Kind.GONE, before), (Kind.NEW, after)]
    else:
        found = []
        for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "equal":
                found.append((Kind.SAME, "".join(old[start:end])))
            else:
                found += [(Kind.GONE, "".join(old[start:end])), (Kind.NEW, "".join(new[first:last]))]
    present = [(kind, text) for kind, text in found if text]
    return [
        DiffPiece("".join(text for _kind, text in group), kind)
        for kind, group in groupby(present, key=lambda each: each[0])
    ]
