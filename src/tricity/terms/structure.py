"""How concepts stand to each other: what a merge or a move makes of them, and how it is taken back. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from tricity.language import LANGUAGES
from tricity.terms.models import Concept
from tricity.terms.sections import Section, checked, merged, section_of

State = dict[str, Any]
WORDS: Final = ("names", "definitions", "sort_keys")
LISTS: Final = ("alternatives", "deprecated")
FLAGS: Final = ("is_top", "cross_border", "seed_version")
ENTRIES: Final = ("mappings", "false_friends")
LINKS: Final = ("broader", "related")


def state_of(concept: Concept) -> State:
    """Everything a merge or a move may change, as JSON; links as sorted slugs."""
    columns = {name: getattr(concept, name) for name in (*WORDS, *LISTS, *FLAGS, *ENTRIES)}
    links = {
        name: sorted(getattr(concept, name).values_list("slug", flat=True).order_by("slug")) for name in LINKS
    }
    return {**columns, **links}


def united(going: Concept, staying: Concept) -> dict[str, Section]:
    """Language → what the concept that stays says of both; its own preferred words and definitions stand.

    Raises BadSection where there are more words than one concept may have.
    """
    found = {}
    for code in LANGUAGES:
        section = merged(section_of(going, code), section_of(staying, code))
        if section:
            # Some shipped concepts have words in a language without a preferred one; they may stay so.
            found[code] = checked(section) if section.preferred else section
    return found


def joined(present: Sequence[Any], given: Iterable[Any]) -> list[Any]:
    """Both lists, each entry once."""
    return [*present, *(each for each in given if each not in present)]


def taken_back(now: State, before: State, after: State) -> State:
    """`now` without the change from `before` to `after`: what others have changed since stays as they left it."""
    found: State = {}
    for name in WORDS:
        found[name] = _words_back(now[name], before[name], after[name])
    for name in LISTS:
        codes = [code for code in LANGUAGES if code in now[name] or code in before[name]]
        lists = {
            code: _list_back(*(each[name].get(code, ()) for each in (now, before, after))) for code in codes
        }
        found[name] = {code: texts for code, texts in lists.items() if texts}
    for name in FLAGS:
        found[name] = before[name] if now[name] == after[name] else now[name]
    for name in (*ENTRIES, *LINKS):
        found[name] = _list_back(now[name], before[name], after[name])
    return found


def _words_back(
    now: Mapping[str, str], before: Mapping[str, str], after: Mapping[str, str]
) -> dict[str, str]:
    found = {
        code: before.get(code, "") if now.get(code, "") == after.get(code, "") else now.get(code, "")
        for code in LANGUAGES
    }
    return {code: text for code, text in found.items() if text}


def _list_back(now: Sequence[Any], before: Sequence[Any], after: Sequence[Any]) -> list[Any]:
    kept = [each for each in now if each in before or each not in after]
    return joined(kept, (each for each in before if each not in after))


def below(slug: str, parents: Mapping[str, Sequence[str]]) -> set[str]:
    """Every concept narrower than this one, however far; `parents` is slug → slugs above it."""
    found: set[str] = set()
    waiting = {slug}
    while waiting:
        waiting = {each for each, up in parents.items() if waiting & set(up)} - found
        found |= waiting
    return found


def above(slug: str, parents: Mapping[str, Sequence[str]]) -> set[str]:
    """Every concept broader than this one, however far."""
    found: set[str] = set()
    waiting = set(parents.get(slug, ()))
    while waiting:
        found |= waiting
        waiting = {up for each in waiting for up in parents.get(each, ())} - found
    return found


def parents_after_merge(
    going: str, staying: str, parents: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """Slug → slugs above it, for each concept whose place a merge changes.

    What stood below the one that goes stands below the one that stays. Where that would make a circle, and for the one
    that stays itself, what was above the one that goes takes its place.
    """
    higher, inherited = above(staying, parents), [each for each in parents.get(going, ()) if each != staying]
    found = {}
    for slug, up in parents.items():
        if going not in up:
            continue
        instead = inherited if slug == staying or slug in higher else [staying]
        kept = [each for each in up if each != going]
        found[slug] = joined(kept, (each for each in instead if each != slug and each not in kept))
    return found
