"""For what people are asked for personal data. Apps add their own; the texts here are those the software ships.

A shipped text says what the software does, no more: it is no legal advice, and the operator is told to replace it by one
that was checked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.privacy.registry import Words
from tricity.web.chosen import node_country

Residence = User.Residence


def _nothing(_user: User) -> None:
    """What most purposes do when a person takes the agreement back: the next form asks again."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose. `asks` (what is asked), `text` and `seen_by` are shown at the form; `needed` ones end with the account.

    `withdrawn` is called when a person takes the agreement back, in the same transaction.
    """

    name: str
    label: Words
    asks: Words
    text: Words
    seen_by: Words
    needed: bool = False
    withdrawn: Callable[[User], None] = _nothing


_purposes: dict[str, Purpose] = {}


def register(purpose: Purpose) -> None:
    """Add a purpose; registering a name again replaces it."""
    _purposes[purpose.name] = purpose


def purposes() -> list[Purpose]:
    """All purposes in the order they were registered."""
    return list(_purposes.values())


def purpose(name: str) -> Purpose | None:
    return _purposes.get(name)


LAWS: dict[str, Words] = {
    Residence.CHINA: _("the Personal Information Protection Law of China (PIPL)"),
    Residence.JAPAN: _("Japan's Act on the Protection of Personal Information (APPI)"),
    Residence.KOREA: _("Korea's Personal Information Protection Act (PIPA)"),
}


def shipped_text(asked: Purpose, residence: str, language: str) -> str:
    """What the software itself says to people of a residence, in one of the interface languages."""
    with override(language):
        parts = [
            str(asked.text),
            gettext(
                "Under “My data” you can see and download what is kept about you, take this agreement back, and have "
                "your account deleted."
            ),
        ]
        if residence in LAWS:
            parts.append(
                gettext("Where you live, %(law)s applies to personal data.") % {"law": LAWS[residence]}
            )
        return "\n\n".join(parts)


def place_of(country: str) -> str:
    """A country as people call it; what we have no name for stays a code."""
    return str(dict(Residence.choices).get(country, country))


def storage_place() -> str:
    """Where this installation keeps its data, in the active language."""
    if not node_country():
        return gettext("On the machine of this site; its operator has not yet said in which country.")
    return gettext("On the machine of this site, in this country: %(country)s.") % {
        "country": place_of(node_country())
    }


def is_abroad(user: User) -> bool:
    """Whether the data of a person is kept in another country than the one they say they live in."""
    if not node_country() or not user.residence:
        return False
    return user.residence != node_country() and user.residence != Residence.OTHER
