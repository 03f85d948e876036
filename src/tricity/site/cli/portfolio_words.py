"""What `tricity portfolio` says, in the language spoken."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from tricity.language import Thesaurus
from tricity.site.cli.speech import gettext as _
from tricity.site.cli.speech import ngettext
from tricity.synthesis import Horizon
from tricity.synthesis.portfolio import Candidate, Clash, Difference, Portfolio, TooMany, Undecided
from tricity.synthesis.portfolio.wording import limit_in_words, mistake_in_words

__all__ = ["Names", "lines", "mishap", "mistake_in_words"]

SEED = Path(__file__).resolve().parents[2] / "terms/seed/thesaurus.jsonl"


def mishap(error: Exception) -> str:
    """What went wrong, where no limit is at fault."""
    if isinstance(error, Undecided):
        return _("The time did not suffice to find any set. Give more with --seconds, or set fewer limits.")
    if isinstance(error, TooMany):
        values = {"count": error.count, "most": error.most}
        return _("There are %(count)s candidates; a portfolio can be chosen from at most %(most)s.") % values
    return str(error)


class Names:
    """Candidates as a person reads them: topic, countries, time frame, and the id to pin them by."""

    def __init__(self, path: Path, candidates: list[Candidate], language: str) -> None:
        file = path / "opportunities.json" if path.is_dir() else path
        rows = json.loads(file.read_text(encoding="utf-8"))["opportunities"]
        self._topics = {str(row.get("id") or row["key"]): str(row.get("concept_id", "")) for row in rows}
        self._labels = _topic_labels(language)
        self._candidates: Mapping[str, Candidate] = {each.id: each for each in candidates}

    def __call__(self, candidate_id: str) -> str:
        each = self._candidates.get(candidate_id)
        if each is None:  # the code of a country
            return candidate_id
        topic = self._topics.get(candidate_id, "")
        horizon = _("short term") if each.horizon is Horizon.SHORT else _("long term")
        where = " ".join(each.countries)
        return f"{self._labels.get(topic, topic)} · {where} · {horizon} [{candidate_id}]"


def _topic_labels(language: str) -> dict[str, str]:
    labels = {}
    for key, concept in Thesaurus.from_jsonl(SEED).concepts.items():
        words = concept.labels.get(language) or concept.labels.get("en") or ()
        if words:
            labels[key] = words[0]
    return labels


def lines(
    found: Portfolio | Clash,
    earlier: Portfolio | Clash | None,
    changed: Difference | None,
    name: Names,
) -> Iterator[str]:
    if isinstance(found, Clash):
        yield from _clash_lines(found, name)
        return
    yield from _portfolio_lines(found, name)
    if isinstance(earlier, Clash):
        yield _("The limits before cannot be kept together.")
    if changed is not None:
        yield from _difference_lines(changed, name)


def _clash_lines(found: Clash, name: Names) -> Iterator[str]:
    if len(found.together) == 1:
        yield _("This limit cannot be kept:")
    elif found.is_irreducible:
        yield _("These limits cannot be kept together; without any one of them they could:")
    else:
        yield _("These limits cannot be kept together:")
    for each in found.together:
        yield f"- {limit_in_words(each, _, name)}"
    if found.places:
        places = ", ".join(f"{city} ({country})" for country, city in found.places)
        yield _("Cities it comes down to: %(places)s") % {"places": places}


def _portfolio_lines(found: Portfolio, name: Names) -> Iterator[str]:
    met, all_ids = len(found.covered_ids), len(found.covered_ids) + len(found.missed_ids)
    yield ngettext(
        "%(count)s project meets %(met)s of %(all)s needs and plans.",
        "%(count)s projects meet %(met)s of %(all)s needs and plans.",
        len(found.steps),
    ) % {"count": len(found.steps), "met": met, "all": all_ids}
    yield _("Weight: %(covered)s of %(possible)s.") % {"covered": found.covered, "possible": found.possible}
    if found.is_exact:
        yield _("No other set within these limits meets more.")
    else:
        gap = {"gap": f"{100 * found.gap:.1f}"}
        yield _("The work allowed did not suffice to prove it best: at most %(gap)s %% may be missing.") % gap
    for number, step in enumerate(found.steps, 1):
        pinned = f" ({_('pinned')})" if step.is_pinned else ""
        yield f"{number}. {name(step.id)}{pinned}"
        values = {"adds": step.adds, "so_far": step.so_far, "number": len(step.record_ids)}
        yield (
            "   "
            + _("adds %(adds)s (together %(so_far)s); needs and plans not met before: %(number)s") % values
        )
    counts = ", ".join(f"{code} {number}" for code, number in found.countries)
    yield _("Projects by country: %(counts)s") % {"counts": counts}


def _difference_lines(changed: Difference, name: Names) -> Iterator[str]:
    if changed.is_none:
        yield _("The limits before choose the same.")
        return
    yield _("Compared with the limits before: weight %(change)s") % {"change": f"{changed.covered:+d}"}
    for mark, ids in (("+", changed.added), ("-", changed.removed)):
        for each in ids:
            yield f"{mark} {name(each)}"
