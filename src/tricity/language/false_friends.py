"""Words that look or sound alike in Chinese, Japanese and Korean and mean different things."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from tricity.language.codes import parse_code
from tricity.language.errors import BadLine
from tricity.language.han import fold_han, is_han
from tricity.language.normalize import align, clean, lower_same_length
from tricity.language.segment import Token, segmenter_for

ALTERNATIVES: Final = "・"  # between the words of one form
_HIRAGANA: Final = "".join(map(chr, range(0x3041, 0x3097)))


@dataclass(frozen=True, slots=True)
class Form:
    """The word as `language` writes it; “・” stands between several."""

    language: str
    text: str

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.text.split(ALTERNATIVES))


@dataclass(frozen=True, slots=True)
class FalseFriend:
    """The forms of a misleading word and, per language of a reader, the note that tells them apart."""

    forms: tuple[Form, ...]
    note: Mapping[str, str]

    @property
    def form(self) -> str:
        return "/".join(form.text for form in self.forms)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(form.language for form in self.forms)

    def form_in(self, language: str) -> Form | None:
        """The form in the language; traditional Chinese without one of its own has the simplified."""
        ways = (language, "zh-hans") if language == "zh-hant" else (language,)
        return next((form for way in ways for form in self.forms if form.language == way), None)


@dataclass(frozen=True, slots=True)
class Misleading:
    """A word of `friend` stands at `text[start:end]`."""

    friend: FalseFriend
    start: int
    end: int


class FalseFriends:
    """Entries in the order given, compiled for finding at first use; safe to share between threads."""

    def __init__(self, friends: Iterable[FalseFriend] = ()) -> None:
        self.friends: Sequence[FalseFriend] = tuple(friends)

    def __len__(self) -> int:
        return len(self.friends)

    def find(self, text: str, language: str, reader: str | None = None) -> list[Misleading]:
        """Return the whole words of the text that mislead, longest first where they overlap, in order of start.

        With `reader`, only words whose look-alikes are in the reader's language too. Simplified, traditional and
        Japanese characters are the same. A word of one character counts only where it stands by itself: not in
        横浜市. The text is taken into words only when something may be found in it.
        """
        entries = self._of(language, reader)
        aligned = align(text)
        key = _key(aligned.text)
        possible = {word for word in entries if word.rstrip(_HIRAGANA) in key}
        if not possible:
            return []
        words = _Words(key, segmenter_for(language).segment(aligned.text))
        found = [
            (start, end, entries[word])
            for word in sorted(possible, key=lambda each: (-len(each), each))
            for start, end in words.places(word)
        ]
        taken: set[int] = set()
        kept: list[Misleading] = []
        for start, end, friends in found:
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                kept += [Misleading(friend, *aligned.span(start, end)) for friend in friends]
        return sorted(kept, key=lambda each: each.start)

    def _of(self, language: str, reader: str | None) -> Mapping[str, list[FalseFriend]]:
        entries = self._compiled.get(language, {})
        if reader is None:
            return entries
        fitting = {
            word: [each for each in friends if reader in each.languages] for word, friends in entries.items()
        }
        return {word: friends for word, friends in fitting.items() if friends and reader != language}

    @cached_property
    def _compiled(self) -> dict[str, dict[str, list[FalseFriend]]]:
        found: dict[str, dict[str, list[FalseFriend]]] = {}
        for friend in self.friends:
            for language in {*friend.languages, "zh-hant"}:
                form = friend.form_in(language)
                for word in form.words if form else ():
                    same = found.setdefault(language, {}).setdefault(_key(align(word).text), [])
                    if friend not in same:
                        same.append(friend)
        return found


class _Words:
    """The words of a text by their places; `key` is the text as words are compared."""

    def __init__(self, key: str, tokens: Sequence[Token]) -> None:
        self.key = key
        self.starts = {token.start for token in tokens}
        self.ends = {token.end for token in tokens}
        self.lone = {(token.start, token.end) for token in tokens if token.content}
        self.lemmas: dict[str, list[tuple[int, int]]] = {}
        for token in tokens:
            self.lemmas.setdefault(_key(token.lemma), []).append((token.start, token.end))

    def places(self, word: str) -> Iterator[tuple[int, int]]:
        """Yield where the word stands whole: it starts and ends where words do, or is the dictionary form of one."""
        at = self.key.find(word)
        while at >= 0:
            end = at + len(word)
            if at in self.starts and end in self.ends and (len(word) > 1 or self._is_alone(at)):
                yield at, end
            at = self.key.find(word, at + 1)
        if word[-1] in _HIRAGANA:
            yield from self.lemmas.get(word, ())

    def _is_alone(self, at: int) -> bool:
        before, after = self.key[max(0, at - 1) : at], self.key[at + 1 : at + 2]
        joined = is_han(before) or _is_hangul(before) or is_han(after)
        return not joined and (at, at + 1) in self.lone


def load_false_friends(*sources: Path | Iterable[str]) -> FalseFriends:
    """Read JSON lines: entries (form, languages, note), or concepts with such entries in `false_friends`.

    Raises BadLine, and OSError when a file cannot be read.
    """
    found: list[FalseFriend] = []
    for source in sources:
        name = str(source) if isinstance(source, Path) else "lines"
        lines = source.read_text(encoding="utf-8").splitlines() if isinstance(source, Path) else source
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    raw = json.loads(line)
                    rows = [raw] if "form" in raw else raw.get("false_friends", ())
                    found += map(false_friend, rows)
                except (ValueError, TypeError, AttributeError) as error:
                    raise BadLine(name, number, str(error)) from error
    return FalseFriends(found)


def false_friend(raw: Mapping[str, Any]) -> FalseFriend:
    """One entry: `form` has a word for each of `languages`, in their order, between slashes. Raises ValueError."""
    texts = [clean(text).strip() for text in str(raw.get("form", "")).split("/")]
    languages = [parse_code(str(code)) for code in raw.get("languages", ())]
    if not all(texts) or len(texts) != len(languages) or len(set(languages)) != len(languages):
        raise ValueError(
            f"“{raw.get('form')}” has not one form for each of {', '.join(languages) or 'no language'}"
        )
    note = {parse_code(code): clean(text).strip() for code, text in dict(raw.get("note", {})).items()}
    return FalseFriend(tuple(map(Form, languages, texts)), note)


def _key(text: str) -> str:
    return fold_han(lower_same_length(text))


def _is_hangul(char: str) -> bool:
    return "가" <= char <= "힣"
