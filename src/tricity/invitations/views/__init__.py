"""Pages of inviting: for organizers, for those invited, for speakers."""

from tricity.invitations.views.answering import answer, decline, register
from tricity.invitations.views.inviting import choose, from_list, invitation, invitations, send, template
from tricity.invitations.views.links import slides, speaker_link, speakers
from tricity.invitations.views.speaking import speaker

__all__ = [
    "answer",
    "choose",
    "decline",
    "from_list",
    "invitation",
    "invitations",
    "register",
    "send",
    "slides",
    "speaker",
    "speaker_link",
    "speakers",
    "template",
]
