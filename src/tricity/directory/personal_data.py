"""What the directory keeps about people."""

from django.utils.translation import gettext_lazy as _

from tricity.privacy.columns import deletes, rows
from tricity.privacy.registry import Holding, register
from tricity.privacy.wording import DELETED


def register_holdings() -> None:
    register(MEMBERSHIPS)


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
