"""What the directory keeps about people."""

from django.utils.translation import gettext_lazy as _

from tricity.privacy.columns import deletes, rows, stays
from tricity.privacy.registry import Holding, register
from tricity.privacy.wording import DELETED, SIGNED_IN


def register_holdings() -> None:
    register(MEMBERSHIPS)
    register(STATEMENTS)


MEMBERSHIPS = Holding(
    name="memberships",
    label=_("The organizations you act for"),
    why=_("So that you can write and answer for an organization."),
    seen_by=_("You, the people of the same organization and the operator."),
    at_deletion=DELETED,
    fields=("directory.Membership.user",),
    export=rows("directory.Membership", "user", "organization__code", "organization__names", "role"),
    erase=deletes(("directory.Membership", "user")),
)
STATEMENTS = Holding(
    name="statement-versions",
    label=_("Services and entries of country cards you wrote or changed"),
    why=_("So that every change can be traced and taken back."),
    seen_by=SIGNED_IN,
    at_deletion=_("What was stated belongs to the body or the country; your name is erased."),
    fields=("directory.StatementVersion.by",),
    export=rows("directory.StatementVersion", "by", "subject_kind", "subject_id", "number", "values", "at"),
    erase=stays,
    outlives=True,
)
