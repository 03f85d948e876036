from tricity.members.actions.asking import approve, ask, decline, sweep, take_back
from tricity.members.actions.inviting import accept, accept_as, invite, renew, withdraw
from tricity.members.actions.memberships import change_role, end_membership
from tricity.members.actions.recovering import issue_link, make_sheet, recover

__all__ = [
    "accept",
    "accept_as",
    "approve",
    "ask",
    "change_role",
    "decline",
    "end_membership",
    "invite",
    "issue_link",
    "make_sheet",
    "recover",
    "renew",
    "sweep",
    "take_back",
    "withdraw",
]
