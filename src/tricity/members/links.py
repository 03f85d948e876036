"""Addresses that open something once, as they are handed over, printed or sent."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from tricity.members.mailing import send_invitation
from tricity.members.models import Invitation


@dataclass(frozen=True, slots=True)
class Handout:
    """What is shown once: the address, and its secret to be typed. `is_sent` is None where no e-mail was wanted."""

    address: str
    secret: str
    is_sent: bool | None = None


def address_of(request: HttpRequest, name: str, secret: str, language: str) -> str:
    """The whole address, leading to the page in the language of whoever will open it."""
    with translation.override(language):
        return request.build_absolute_uri(reverse(name, args=[secret]))


def handed_out(request: HttpRequest, invitation: Invitation, secret: str) -> Handout:
    """The link of an invitation; sent as well where there is an address to send it to."""
    address = address_of(request, "members:join", secret, invitation.language)
    return Handout(address, secret, send_invitation(invitation, address))
