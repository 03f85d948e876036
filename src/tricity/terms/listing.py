"""What the list of misleading words shows for a request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tricity.language import FalseFriend, clean, fold, fold_han, romanize, sort_key
from tricity.terms import queries
from tricity.terms.digests import false_friend_view, false_friends_of
from tricity.terms.models import Concept
from tricity.web.pages import Page, page_number

A_PAGE = 60
LONGEST_QUESTION = 100
BY_READING, BY_FORM = "reading", "form"
_LANGUAGES = ("zh-hans", "zh-hant", "ja", "ko")
Pair = tuple[str, str]
Row = tuple[FalseFriend, Concept | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a select."""

    value: str
    label: str
    is_chosen: bool


def false_friend_list(request: HttpRequest, language: str) -> dict[str, Any]:
    """The misleading words asked for by `q` and `pair`, in the order asked for by `sort`; one query."""
    rows = _rows()
    pairs = {".".join(pair): pair for pair in _pairs(friend for friend, _concept in rows)}
    pair = request.GET.get("pair", "")
    question = clean(request.GET.get("q", ""))[:LONGEST_QUESTION].strip()
    order = BY_FORM if request.GET.get("sort") == BY_FORM else BY_READING
    if pair in pairs:
        rows = [row for row in rows if set(pairs[pair]) <= set(row[0].languages)]
    if question:
        rows = [row for row in rows if _says(*row, language, _key(question))]
    rows.sort(key=lambda row: _by_reading(row[0], language) if order == BY_READING else (0, row[0].form))
    page = Page(page_number(request), A_PAGE, len(rows))
    return {
        "entries": [
            false_friend_view(friend, language, concept)
            for friend, concept in rows[page.offset : page.offset + page.size]
        ],
        "page": page,
        "question": question,
        "pairs": [Choice(value, _pair_name(both), value == pair) for value, both in pairs.items()],
        "orders": [
            Choice(BY_READING, _("By reading"), order == BY_READING),
            Choice(BY_FORM, _("By characters"), order == BY_FORM),
        ],
        "is_filtered": bool(question or pair in pairs),
    }


def _rows() -> list[Row]:
    rows: list[Row] = [(friend, None) for friend in queries.general_false_friends().friends]
    for concept in queries.concepts_with_false_friends():
        rows += [(friend, concept) for friend in false_friends_of(concept)]
    return rows


def _pairs(friends: Iterable[FalseFriend]) -> list[Pair]:
    """Two languages that share an entry, in a fixed order."""
    used = {friend.languages for friend in friends}
    return [pair for pair in combinations(_LANGUAGES, 2) if any(set(pair) <= set(each) for each in used)]


def _pair_name(pair: Pair) -> str:
    names = {
        "zh-hans": _("Simplified Chinese"),
        "zh-hant": _("Traditional Chinese"),
        "ja": _("Japanese"),
        "ko": _("Korean"),
    }
    return " – ".join(names[code] for code in pair)


def _says(friend: FalseFriend, concept: Concept | None, language: str, key: str) -> bool:
    texts = [friend.form, friend.note.get(language, ""), concept.names.get(language, "") if concept else ""]
    return any(key in _key(text) for text in texts)


def _key(text: str) -> str:
    return fold_han(fold(text))


def _by_reading(friend: FalseFriend, language: str) -> tuple[int, str]:
    """Words the reader has come in the reader's order; the others follow by the letters of their first form."""
    own = friend.form_in(language)
    if own:
        return 0, _order(own.text, language)
    return 1, _letters(friend.forms[0].text, friend.forms[0].language)


@lru_cache(maxsize=4096)
def _order(text: str, language: str) -> str:
    return sort_key(text, "", language)


@lru_cache(maxsize=4096)
def _letters(text: str, language: str) -> str:
    return romanize(text, language).casefold()
