"""What the knowledge base keeps about people: who wrote, reviewed and decided."""

from django.utils.translation import gettext_lazy as _

from tricity.privacy.columns import all_of, blots, deletes, older, rows, stays
from tricity.privacy.registry import Holding, register
from tricity.privacy.wording import DELETED, ONLY_YOU, SIGNED_IN, STAYS_UNNAMED, YOU_AND_OPERATOR


def register_holdings() -> None:
    for holding in (VERSIONS, CLAIMS, REMARKS, IMPORTS, DEPUTIES, REMINDERS):
        register(holding)


VERSIONS = Holding(
    name="record-versions",
    label=_("Records you wrote or changed"),
    why=_("So that every change of a record can be traced and taken back."),
    seen_by=SIGNED_IN,
    at_deletion=_(
        "Published records and their versions belong to the body that published them; your name is erased."
    ),
    fields=("knowledge.Snapshot.by", "knowledge.Record.pending_by"),
    export=rows(
        "knowledge.Snapshot", "by", "record__code", "record__kind", "number", "values", "proposed", "at"
    ),
    erase=stays,
    outlives=True,
)
CLAIMS = Holding(
    name="record-claims",
    label=_("What you wrote or decided about records for a body"),
    why=_("So that a body can confirm or correct what is said about it."),
    seen_by=_("The body you wrote for and the curators of the country."),
    at_deletion=STAYS_UNNAMED,
    fields=("knowledge.Claim.by", "knowledge.Claim.decided_by"),
    export=rows(
        "knowledge.Claim",
        ("by", "decided_by"),
        "code",
        "record__code",
        "wish",
        "text",
        "state",
        "reason",
        "created_at",
    ),
    erase=all_of(blots("knowledge.Claim", "by", "text"), blots("knowledge.Claim", "decided_by", "reason")),
    outlives=True,
)
REMARKS = Holding(
    name="review-remarks",
    label=_("Remarks you made as a reviewer"),
    why=_("So that the authors know what is asked of them."),
    seen_by=_("The body that wrote the record and its reviewers."),
    at_deletion=STAYS_UNNAMED,
    fields=("knowledge.Remark.by",),
    export=rows("knowledge.Remark", "by", "record__code", "field", "text", "language", "made_at"),
    erase=blots("knowledge.Remark", "by", "text"),
    outlives=True,
)
IMPORTS = Holding(
    name="record-imports",
    label=_("Files of records you imported"),
    why=_("So that it is known where records came from. The files themselves are not kept."),
    seen_by=YOU_AND_OPERATOR,
    at_deletion=STAYS_UNNAMED,
    fields=("knowledge.ImportRun.by",),
    export=rows("knowledge.ImportRun", "by", "code", "source", "files", "counts", "at"),
    erase=stays,
    outlives=True,
)
DEPUTIES = Holding(
    name="deputyships",
    label=_("When you review for another body"),
    why=_("So that somebody can review while others are away."),
    seen_by=SIGNED_IN,
    at_deletion=DELETED,
    fields=("knowledge.Deputy.user", "knowledge.Deputy.appointed_by"),
    export=rows(
        "knowledge.Deputy", ("user", "appointed_by"), "body__organization__code", "starts_on", "ends_on"
    ),
    erase=deletes(("knowledge.Deputy", "user")),
)
REMINDERS = Holding(
    name="review-reminders",
    label=_("Reminders of records that wait for you"),
    why=_("So that records do not wait for a review too long."),
    seen_by=ONLY_YOU,
    at_deletion=DELETED,
    fields=("knowledge.Reminder.user",),
    export=rows("knowledge.Reminder", "user", "record__code", "at", "seen_at"),
    erase=deletes(("knowledge.Reminder", "user")),
    days=180,
    expire=older("knowledge.Reminder", "at", seen_at__isnull=False),
)
