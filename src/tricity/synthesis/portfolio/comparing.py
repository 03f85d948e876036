"""What changes between two choices: what if this limit were another, this project pinned, that one left out."""

from dataclasses import dataclass

from tricity.synthesis.portfolio.values import Clash, Portfolio


@dataclass(frozen=True, slots=True)
class Difference:
    """From one portfolio to another; ids in order. `covered` is how much more weight of demand the other meets."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    covered: int
    newly_met: tuple[str, ...]
    no_longer_met: tuple[str, ...]

    @property
    def is_none(self) -> bool:
        """Whether both are the same."""
        return not (self.added or self.removed)


def difference(before: Portfolio, after: Portfolio) -> Difference:
    """Return what is different in `after`."""
    old, new = set(before.ids), set(after.ids)
    met_before, met_after = set(before.covered_ids), set(after.covered_ids)
    return Difference(
        added=tuple(sorted(new - old)),
        removed=tuple(sorted(old - new)),
        kept=tuple(sorted(new & old)),
        covered=after.covered - before.covered,
        newly_met=tuple(sorted(met_after - met_before)),
        no_longer_met=tuple(sorted(met_before - met_after)),
    )


def what_changed(before: Portfolio | Clash | None, after: Portfolio | Clash) -> Difference | None:
    """Return the difference where there are two portfolios to compare."""
    if isinstance(before, Portfolio) and isinstance(after, Portfolio):
        return difference(before, after)
    return None
