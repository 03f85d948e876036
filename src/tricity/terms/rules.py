"""Pure predicates: who proposes and who decides in the termbase; `user` may be anonymous."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tricity.accounts.rules import is_curator, is_operator
from tricity.language import LANGUAGES
from tricity.terms.models import Proposal

# The language of proposals that are about all of them: how topics stand to each other.
EVERY_LANGUAGE: Final = ""
# Whose curators decide on the words of a language. English belongs to none of the three countries, and how topics stand
# to each other to all: any curator.
COUNTRY_OF: Mapping[str, str | None] = {
    "zh-hans": "CN",
    "zh-hant": "CN",
    "ja": "JP",
    "ko": "KR",
    "en": None,
    EVERY_LANGUAGE: None,
}


def may_propose(user: Any) -> bool:
    """Every member may."""
    return bool(user.is_authenticated)


def may_restructure(user: Any) -> bool:
    """Propose to merge topics or to move them: curators and operators."""
    return decides_in(user, EVERY_LANGUAGE)


def decides_in(user: Any, language: str) -> bool:
    """Curators of the country whose language it is, curators without a country (a secretariat), operators."""
    return language in COUNTRY_OF and is_curator(user, COUNTRY_OF[language])


def languages_decided(user: Any) -> list[str]:
    return [language for language in LANGUAGES if decides_in(user, language)]


def scopes_decided(user: Any) -> list[str]:
    """The same, and `EVERY_LANGUAGE` for those who decide on how topics stand to each other."""
    return [*languages_decided(user), *([EVERY_LANGUAGE] if may_restructure(user) else [])]


def may_read(user: Any, proposal: Proposal) -> bool:
    """Who made it, who decides on it; what was approved is the history of the termbase, which is public."""
    return (
        proposal.state in (Proposal.State.APPROVED, Proposal.State.UNDONE)
        or (user.is_authenticated and proposal.by_id == user.pk)
        or decides_in(user, proposal.language)
    )


def may_decide(user: Any, proposal: Proposal) -> bool:
    """Somebody else than who proposed it; an operator, who may have to act alone, also on their own."""
    return decides_in(user, proposal.language) and (proposal.by_id != user.pk or is_operator(user))


def may_withdraw(user: Any, proposal: Proposal) -> bool:
    return proposal.state == Proposal.State.OPEN and user.is_authenticated and proposal.by_id == user.pk


def may_undo(user: Any, proposal: Proposal) -> bool:
    """An approved merge or move, by whoever decides on such; also by who had proposed it, for it gives back what was."""
    return (
        proposal.is_structural
        and proposal.state == Proposal.State.APPROVED
        and decides_in(user, proposal.language)
    )


def may_import(user: Any) -> bool:
    """Curators, whose entries wait as proposals, and operators, who may also write them at once."""
    return is_curator(user)


def may_write_directly(user: Any) -> bool:
    return is_operator(user)
