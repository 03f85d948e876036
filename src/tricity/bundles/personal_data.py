"""What bundles keep about people: who asked for one. Old ones go by the same rule."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from tricity.bundles.actions import expire_packed
from tricity.privacy.columns import rows, stays
from tricity.privacy.registry import Holding, register

KEPT_DAYS: Final = 30


def register_holdings() -> None:
    register(PACKED)


PACKED = Holding(
    name="bundles",
    label=_("Bundles you asked for"),
    why=_(
        "So that organizers know who had the bundle of an event made. The bundle itself holds only what is public."
    ),
    seen_by=_("The operator, in the database."),
    at_deletion=_("The bundle remains until its time is over, without your name."),
    fields=("bundles.PackedBundle.asked_by",),
    export=rows(
        "bundles.PackedBundle", "asked_by", "event__code", "state", "size_bytes", "asked_at", "made_at"
    ),
    erase=stays,
    outlives=True,
    days=KEPT_DAYS,
    expire=expire_packed,
)
