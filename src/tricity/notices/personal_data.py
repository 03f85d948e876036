"""What this app keeps about people: notices, what they want of them, what they put away."""

from django.utils.translation import gettext_lazy as _

from tricity.privacy.columns import deletes, older, rows
from tricity.privacy.registry import Holding, register
from tricity.privacy.wording import DELETED, ONLY_YOU


def register_holdings() -> None:
    for holding in (NOTICES, CHOICES, DIGEST, POSTPONED):
        register(holding)


NOTICES = Holding(
    name="notices",
    label=_("Notices to you"),
    why=_("So that you learn what has happened to what concerns you."),
    seen_by=ONLY_YOU,
    at_deletion=DELETED,
    fields=("notices.Notice.recipient",),
    export=rows(
        "notices.Notice",
        "recipient",
        "kind",
        "subject_kind",
        "subject_code",
        "values",
        "created_at",
        "read_at",
    ),
    erase=deletes(("notices.Notice", "recipient")),
    days=90,
    expire=older("notices.Notice", "read_at"),
)
CHOICES = Holding(
    name="notice-choices",
    label=_("Which notices you want"),
    why=_("So that you are told only what you want to be told."),
    seen_by=ONLY_YOU,
    at_deletion=DELETED,
    fields=("notices.GroupChoice.user",),
    export=rows("notices.GroupChoice", "user", "group", "in_app", "in_digest"),
    erase=deletes(("notices.GroupChoice", "user")),
)
DIGEST = Holding(
    name="notice-digest",
    label=_("How often you want an e-mail of what waits"),
    why=_("So that the e-mail comes when you want it, or not at all."),
    seen_by=ONLY_YOU,
    at_deletion=DELETED,
    fields=("notices.Digest.user",),
    export=rows("notices.Digest", "user", "rhythm", "next_at", "sent_at"),
    erase=deletes(("notices.Digest", "user")),
)
POSTPONED = Holding(
    name="postponed",
    label=_("What you have put away under “My organization”"),
    why=_("So that it is not shown to you again before its time."),
    seen_by=ONLY_YOU,
    at_deletion=DELETED,
    fields=("notices.Postponed.user",),
    export=rows("notices.Postponed", "user", "section", "item", "at", "until"),
    erase=deletes(("notices.Postponed", "user")),
)
