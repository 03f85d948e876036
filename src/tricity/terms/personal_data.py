"""What the termbase keeps about people."""

from django.utils.translation import gettext_lazy as _

from tricity.privacy.columns import all_of, blots, deletes, older, rows
from tricity.privacy.registry import Holding, register
from tricity.privacy.wording import DELETED, ONLY_YOU, SIGNED_IN


def register_holdings() -> None:
    register(PROPOSALS)
    register(IMPORTS)


PROPOSALS = Holding(
    name="term-proposals",
    label=_("Terms you proposed or decided on"),
    why=_("So that others can see who proposed a term and who decided."),
    seen_by=SIGNED_IN,
    at_deletion=_("The proposals remain in the history of the term, without your name."),
    fields=("terms.Proposal.by", "terms.Proposal.decided_by"),
    export=rows(
        "terms.Proposal",
        ("by", "decided_by"),
        "slug",
        "language",
        "values",
        "reason",
        "remark",
        "state",
        "created_at",
    ),
    erase=all_of(
        blots("terms.Proposal", "by", "reason", "source"),
        blots("terms.Proposal", "decided_by", "remark"),
    ),
    outlives=True,
)
IMPORTS = Holding(
    name="term-imports",
    label=_("Files of terms you have read in and not yet confirmed"),
    why=_("So that you can look at the terms before they are taken over."),
    seen_by=ONLY_YOU,
    at_deletion=DELETED,
    fields=("terms.TermImport.by",),
    export=rows("terms.TermImport", "by", "file_name", "entries", "created_at"),
    erase=deletes(("terms.TermImport", "by")),
    days=90,
    expire=older("terms.TermImport", "created_at"),
)
