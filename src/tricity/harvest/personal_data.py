"""What harvests and the search for duplicates keep about people."""

from django.utils.translation import gettext_lazy as _

from tricity.privacy.columns import rows, stays
from tricity.privacy.registry import Holding, register
from tricity.privacy.wording import STAYS_UNNAMED, YOU_AND_OPERATOR


def register_holdings() -> None:
    register(RUNS)
    register(PAIRS)
    register(JOININGS)


RUNS = Holding(
    name="harvests",
    label=_("Harvests you started"),
    why=_("So that it is known who asked for a harvest."),
    seen_by=_("The people who keep the catalogue or feed."),
    at_deletion=STAYS_UNNAMED,
    fields=("harvest.Run.by",),
    export=rows("harvest.Run", "by", "code", "source__code", "state", "started_at"),
    erase=stays,
    outlives=True,
)
PAIRS = Holding(
    name="duplicate-decisions",
    label=_("Records you said to be the same or different"),
    why=_("So that nobody has to decide on them again."),
    seen_by=YOU_AND_OPERATOR,
    at_deletion=STAYS_UNNAMED,
    fields=("harvest.Pair.decided_by",),
    export=rows("harvest.Pair", "decided_by", "first__code", "second__code", "state", "decided_at"),
    erase=stays,
    outlives=True,
)
JOININGS = Holding(
    name="joined-records",
    label=_("Records you made one of"),
    why=_("So that it can be undone."),
    seen_by=YOU_AND_OPERATOR,
    at_deletion=STAYS_UNNAMED,
    fields=("harvest.Joining.by",),
    export=rows("harvest.Joining", "by", "kept__code", "gone__code", "at", "undone_at"),
    erase=stays,
    outlives=True,
)
