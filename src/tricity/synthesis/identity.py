"""Candidates followed from one run to the next: which are the same, new, changed, merged into another, or gone.

A candidate is known again by its topic and its records, not by its score: a record that comes or goes, or a country that
joins, changes it; it does not become another.
"""

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from tricity.synthesis.errors import BadRecord
from tricity.synthesis.values import Opportunity

LEAST_ALIKE: Final = (
    0.5  # records in common, of all that either names, for candidates of other topics to be the same
)
LEAST_WITHIN: Final = 0.5  # of an old one's records in a new one, for it to have been merged into that
_PARTS: Final = ("needs", "plans", "experience", "offers")
_FIELDS: Final = ("concept_id", "countries", "horizon", *_PARTS)


@dataclass(frozen=True, slots=True)
class Known:
    """What a later run needs of a candidate."""

    id: str
    concept_id: str
    countries: tuple[str, ...]
    horizon: str
    needs: tuple[str, ...]
    plans: tuple[str, ...]
    experience: tuple[str, ...]
    offers: tuple[str, ...]

    @classmethod
    def of(cls, opportunity: Opportunity) -> "Known":
        """Return what is needed of it."""
        return cls(opportunity.id, *(getattr(opportunity, name) for name in _FIELDS))

    @property
    def record_ids(self) -> frozenset[str]:
        """The ids of all records named in it."""
        return frozenset(each for part in _PARTS for each in getattr(self, part))


@dataclass(frozen=True, slots=True)
class Changed:
    """Candidate `id` is the same as before but for `fields`; records that came and went, in order of id."""

    id: str
    fields: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What was candidate `id` is now in candidate `into`."""

    id: str
    into: str


@dataclass(frozen=True, slots=True)
class Split:
    """What was candidate `id` is now these."""

    id: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of the candidates of the run before; everything in order of id.

    By decisions of curators: `dismissed` are left out, `returned` were dismissed and are others now, `split` and some
    of `merged` are as decided, `held` would not have been proposed without, `lapsed` cannot be held any longer, since
    their records do not suffice. `unused` are candidates of decisions that nothing was found for.
    """

    same: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    merged: tuple[Merged, ...] = ()
    gone: tuple[str, ...] = ()
    dismissed: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()
    split: tuple[Split, ...] = ()
    unused: tuple[str, ...] = ()


def follow(previous: Iterable[Known], found: Sequence[Opportunity]) -> tuple[list[Opportunity], Changes]:
    """Return the candidates found, in their order, with the ids they had before, and what changed."""
    before = {each.id: each for each in previous}
    kept = _pairs(before, found)
    named = _with_ids(found, kept, set(before))
    current = {each.id: each for each in named}
    merged, gone = [], []
    for old_id in sorted(before.keys() - set(kept.values())):
        into = _swallowed_by(before[old_id], named)
        if into is None:
            gone.append(old_id)
        else:
            merged.append(Merged(old_id, into))
    changed = [
        change
        for each_id in sorted(kept.values())
        if (change := change_of(before[each_id], current[each_id])) is not None
    ]
    differing = {each.id for each in changed}
    return named, Changes(
        same=tuple(each for each in sorted(kept.values()) if each not in differing),
        new=tuple(sorted(current.keys() - set(kept.values()))),
        changed=tuple(changed),
        merged=tuple(merged),
        gone=tuple(gone),
    )


def likeness(mine: Set[str], theirs: Set[str]) -> float:
    """Return the records in common, of all that either names."""
    return len(mine & theirs) / (len(mine | theirs) or 1)


def _pairs(before: Mapping[str, Known], found: Sequence[Opportunity]) -> dict[int, str]:
    """Return which candidate found (by its place) is which known one: the most alike first, each once."""
    likely = []
    for place, each in enumerate(found):
        for old in before.values():
            common = len(each.record_ids & old.record_ids)
            alike = likeness(each.record_ids, old.record_ids)
            same_topic = each.concept_id == old.concept_id
            if (common and same_topic) or alike >= LEAST_ALIKE:
                likely.append((not same_topic, -round(alike, 9), old.id, each.key, place))
    kept: dict[int, str] = {}
    for *_, old_id, _, place in sorted(likely):
        if place not in kept and old_id not in kept.values():
            kept[place] = old_id
    return kept


def _with_ids(found: Sequence[Opportunity], kept: Mapping[int, str], taken: set[str]) -> list[Opportunity]:
    named = []
    for place, each in enumerate(found):
        own = kept.get(place)
        if own is None:
            own, number = each.key, 1
            while own in taken:
                number += 1
                own = f"{each.key}.{number}"
            taken.add(own)
        named.append(replace(each, id=own))
    return named


def _swallowed_by(old: Known, found: Sequence[Opportunity]) -> str | None:
    shares = [
        (-len(old.record_ids & each.record_ids) / (len(old.record_ids) or 1), each.id) for each in found
    ]
    share, into = min(shares, default=(0.0, ""))
    return into if -share >= LEAST_WITHIN else None


def change_of(old: Known, new: Opportunity) -> Changed | None:
    """Return what is different of a candidate known before; None where nothing is."""
    # The order of records follows scores, which move with every record: it is no change.
    now = Known.of(new)
    fields = tuple(name for name in _FIELDS if _plain(getattr(old, name)) != _plain(getattr(now, name)))
    if not fields:
        return None
    added, removed = now.record_ids - old.record_ids, old.record_ids - now.record_ids
    return Changed(old.id, fields, tuple(sorted(added)), tuple(sorted(removed)))


def _plain(value: str | tuple[str, ...]) -> str | list[str]:
    return sorted(value) if isinstance(value, tuple) else str(value)


def read_previous(path: Path | str) -> list[Known]:
    """Return the candidates of an opportunities.json, or of the folder that has one. Raises BadRecord, OSError."""
    file = opportunities_file(path)
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))["opportunities"]
        return [known_from(row) for row in rows]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadRecord(str(file), 1, "opportunities", f"not the result of a run: {error!r}") from error


def opportunities_file(path: Path | str) -> Path:
    """Return the file itself, or that of the folder."""
    file = Path(path)
    return file / "opportunities.json" if file.is_dir() else file


def known_from(row: Mapping[str, Any]) -> Known:
    """Return the candidate of an object of such a file. Raises ValueError, KeyError, TypeError."""

    def texts(field: str) -> tuple[str, ...]:
        values = row[field]
        if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
            raise ValueError(f"{field} must be a list of texts")
        return tuple(values)

    return Known(
        str(row.get("id") or row["key"]),
        str(row["concept_id"]),
        texts("countries"),
        str(row["horizon"]),
        **{part: texts(part) for part in _PARTS},
    )
