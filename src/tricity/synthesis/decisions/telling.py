"""What became of the candidates of the run before, with what decisions did."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tricity.synthesis.identity import Changes, Known, Merged, Split, change_of
from tricity.synthesis.values import Opportunity


@dataclass(slots=True)
class Deeds:
    """What decisions did in this run, as they are applied: see `Changes`."""

    merged: list[Merged] = field(default_factory=list)
    split: list[Split] = field(default_factory=list)
    dismissed: set[str] = field(default_factory=set)
    returned: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    lapsed: set[str] = field(default_factory=set)
    unused: set[str] = field(default_factory=set)


def told(before: Iterable[Known], now: Sequence[Opportunity], followed: Changes, deeds: Deeds) -> Changes:
    """Return what is different now; `followed` says what became of candidates without any decision."""
    old = {each.id: each for each in before}
    current = {each.id: each for each in now}
    kept = sorted(old.keys() & current.keys())
    changed = [change for each in kept if (change := change_of(old[each], current[each])) is not None]
    differing = {each.id for each in changed}
    merged = {each.id: each for each in followed.merged if each.id in old and each.into in current}
    merged |= {each.id: each for each in deeds.merged}
    set_aside = {each.id for each in deeds.split} | deeds.dismissed | merged.keys()
    return Changes(
        same=tuple(each for each in kept if each not in differing),
        new=tuple(sorted(current.keys() - old.keys())),
        changed=tuple(changed),
        merged=tuple(merged[each] for each in sorted(merged) if each not in current),
        gone=tuple(sorted(old.keys() - current.keys() - set_aside)),
        dismissed=tuple(sorted(deeds.dismissed)),
        returned=tuple(sorted(deeds.returned)),
        held=tuple(sorted(deeds.held & current.keys())),
        lapsed=tuple(sorted(deeds.lapsed - current.keys())),
        split=tuple(sorted(deeds.split, key=lambda each: each.id)),
        unused=tuple(sorted(deeds.unused)),
    )
