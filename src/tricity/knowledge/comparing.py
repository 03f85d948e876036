"""What differs between two sets of a record's values, for people to see side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tricity.knowledge.values import Values, changed_fields

LABELS: Mapping[str, Any] = {
    "title": _("Title"),
    "summary": _("Summary"),
    "language": _("Language of the text"),
    "status": _("Status"),
    "start_year": _("First year"),
    "end_year": _("Last year"),
    "priority": _("Priority"),
    "horizon": _("Time frame"),
    "budget_currency": _("Currency"),
    "country": _("Country"),
    "city": _("City"),
    "budget_amount": _("Budget"),
    "topics": _("Topics"),
    "indicators": _("Indicators"),
    "sources": _("Sources"),
    "bodies": _("Organizations"),
    "deployments": _("In use in"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One value as it is stored and as it would become."""

    label: Any
    stored: str
    wanted: str


def differences(stored: Values, wanted: Values, names: Mapping[str, str]) -> list[Difference]:
    """The values that differ; `names` says how codes of cities, countries and topics are called."""
    return [
        Difference(LABELS[name], _shown(stored[name], names), _shown(wanted.get(name), names))
        for name in changed_fields(stored, wanted)
    ]


def _shown(value: Any, names: Mapping[str, str]) -> str:
    if value in (None, "", []):
        return "–"
    if isinstance(value, list):
        return "\n".join(_shown(each, names) for each in value)
    if isinstance(value, dict):
        return " · ".join(_shown(each, names) for each in value.values() if each not in (None, ""))
    return names.get(str(value), str(value))
