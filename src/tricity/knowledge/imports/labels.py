"""Rows of a plan as the report page shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.knowledge.imports.fields import RowKind
from tricity.knowledge.imports.spool import Action, PlannedRow
from tricity.knowledge.models import Kind

KIND_LABELS: Final = {
    RowKind.CITY: _("City"),
    RowKind.ORGANIZATION: _("Organization"),
    RowKind.INITIATIVE: Kind.INITIATIVE.label,
    RowKind.NEED: Kind.NEED.label,
    RowKind.SOLUTION: Kind.SOLUTION.label,
}
ACTION_LABELS: Final = {
    Action.CREATE: pgettext_lazy("row of an import", "New"),
    Action.CHANGE: _("Changed"),
    Action.KEEP: _("Unchanged"),
    Action.REFUSE: _("Refused"),
}
ACTION_TAGS: Final = {
    Action.CREATE: "tag-good",
    Action.CHANGE: "tag-warn",
    Action.KEEP: "",
    Action.REFUSE: "tag-bad",
}


def summary(rows: Iterable[PlannedRow]) -> Counter[tuple[str, Action]]:
    """How many rows of each kind have each action."""
    return Counter((row.kind.value if row.kind else "", row.action) for row in rows)


def shown_rows(rows: Iterable[PlannedRow]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield {
            "row": row,
            "kind": KIND_LABELS[row.kind] if row.kind else "",
            "action": ACTION_LABELS[row.action],
            "tag": ACTION_TAGS[row.action],
            "language": (row.data or {}).get("lang") or "",
        }
