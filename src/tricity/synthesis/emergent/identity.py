"""Emergent topics followed from one run to the next, by their records."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from tricity.synthesis.errors import BadRecord
from tricity.synthesis.values import EmergentTopic

PREFIX: Final = "emergent."
SAME: Final = 0.5  # records in common, of all that either has
_DIGITS: Final = 12


def is_emergent(concept_id: str) -> bool:
    """Return whether the topic was found in the records, not in the thesaurus."""
    return concept_id.startswith(PREFIX)


def emergent_id(record_ids: Iterable[str]) -> str:
    """Return an id made of the records: other records, another id."""
    digest = hashlib.sha256("\n".join(sorted(record_ids)).encode()).hexdigest()
    return f"{PREFIX}{digest[:_DIGITS]}"


def with_ids_kept(
    found: Sequence[EmergentTopic], previous: Mapping[str, frozenset[str]]
) -> list[EmergentTopic]:
    """Return the topics, in their order, under the ids they had before; those most alike are paired first."""
    pairs = []
    topics_of: dict[str, list[int]] = {}
    for number, topic in enumerate(found):
        for record_id in topic.records:
            topics_of.setdefault(record_id, []).append(number)
    for old_id in sorted(previous):
        for number in sorted({each for key in previous[old_id] for each in topics_of.get(key, ())}):
            mine = frozenset(found[number].records)
            alike = len(mine & previous[old_id]) / len(mine | previous[old_id])
            if alike >= SAME:
                pairs.append((-round(alike, 9), old_id, number))
    kept: dict[int, str] = {}
    for _, old_id, number in sorted(pairs):
        if number not in kept and old_id not in kept.values():
            kept[number] = old_id
    taken = set(kept.values())
    return [
        replace(topic, id=kept[number]) if number in kept else replace(topic, id=_fresh(topic, taken))
        for number, topic in enumerate(found)
    ]


def _fresh(topic: EmergentTopic, taken: set[str]) -> str:
    """An id that no topic kept from before has: that one may have had just these records once."""
    fresh, turn = topic.id, 1
    while fresh in taken:
        turn += 1
        fresh = emergent_id([*topic.records, f"#{turn}"])
    return fresh


def read_emergent(path: Path | str) -> dict[str, frozenset[str]]:
    """Return the records of each topic of an emergent.jsonl, or of the folder that has one; none if it has none.

    Raises BadRecord, OSError.
    """
    file = Path(path)
    file = file / "emergent.jsonl" if file.is_dir() else file
    if not file.exists():  # a run of an earlier version
        return {}
    found = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            found[str(row["id"])] = frozenset(map(str, row["records"]))
        except (ValueError, KeyError, TypeError) as problem:
            raise BadRecord(
                str(file), number, "records", f"not the result of a run: {problem!r}"
            ) from problem
    return found
