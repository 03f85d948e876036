"""What organizers, guests and speakers do."""

from tricity.invitations.actions.inviting import accept, decline, invite, renew, withdraw
from tricity.invitations.actions.slides import keep_slides, show_or_hide
from tricity.invitations.actions.speaking import (
    TEXTS,
    Said,
    Slides,
    answer,
    give_link,
    give_links,
    hand_in,
    take_link,
    write,
)

__all__ = [
    "TEXTS",
    "Said",
    "Slides",
    "accept",
    "answer",
    "decline",
    "give_link",
    "give_links",
    "hand_in",
    "invite",
    "keep_slides",
    "renew",
    "show_or_hide",
    "take_link",
    "withdraw",
    "write",
]
