from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from tricity.accounts.models import RoleGrant, User
from tricity.language import INTERFACE_LANGUAGES
from tricity.privacy.models import ANYWHERE, Consent, Deletion, Edition, RetentionRule
from tricity.privacy.purposes import Purpose, is_abroad, purpose, purposes, shipped_text
from tricity.privacy.registry import Holding
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText

ABROAD = "abroad"


@dataclass(frozen=True, slots=True)
class Told:
    """The text that holds now for a person or a residence. `number` 0 is the software's own."""

    purpose: Purpose
    residence: str
    number: int
    text: LocalizedText
    effective_from: dt.date | None = None

    @property
    def is_shipped(self) -> bool:
        return self.number == 0


def editions_in_force(names: Iterable[str], today: dt.date | None = None) -> dict[tuple[str, str], Edition]:
    """(purpose, residence) → the newest published version whose day has come; one query."""
    day = today or timezone.localdate()
    rows = Edition.objects.filter(purpose__in=list(names), number__isnull=False, effective_from__lte=day)
    return {(row.purpose, row.residence): row for row in rows.order_by("number")}


def told(names: Iterable[str], residence: str, language: str) -> list[Told]:
    """What holds for the residence, purpose by purpose: its own text, else the one for everybody, else the shipped one."""
    wanted = [found for name in names if (found := purpose(name)) is not None]
    editions = editions_in_force(each.name for each in wanted)
    return [_told(each, residence, language, editions) for each in wanted]


def _told(asked: Purpose, residence: str, language: str, editions: dict[tuple[str, str], Edition]) -> Told:
    edition = editions.get((asked.name, residence)) or editions.get((asked.name, ANYWHERE))
    if edition is None:
        text = LocalizedText(shipped_text(asked, residence, language), language)
        return Told(asked, residence, 0, text)
    number = edition.number or 0
    return Told(asked, edition.residence, number, name_in(edition.texts, language), edition.effective_from)


def open_consents(user: User) -> dict[str, Consent]:
    """Purpose → the newest agreement that was not taken back."""
    rows = Consent.objects.filter(user=user, withdrawn_at=None).order_by("given_at", "pk")
    return {row.purpose: row for row in rows}


def is_current(consent: Consent | None, text: Told) -> bool:
    """Whether the person agreed to the very text that holds now."""
    if consent is None:
        return False
    return (consent.residence, consent.number) == (text.residence, text.number)


def to_ask(user: User, name: str, language: str) -> tuple[list[Told], list[Told]]:
    """What a form that serves the purpose shows: all texts, and those the person has yet to agree to.

    Where the data leaves the person's country, that is a text and an agreement of its own. Two queries.
    """
    shown = told([name, ABROAD] if is_abroad(user) else [name], user.residence, language)
    given = open_consents(user)
    return shown, [each for each in shown if not is_current(given.get(each.purpose.name), each)]


def changed_since(user: User, language: str) -> list[Told]:
    """The texts that changed after the person agreed to an earlier one. Two queries at most."""
    given = open_consents(user)
    known = {each.name for each in purposes()}
    names = [name for name in given if name in known and (name != ABROAD or is_abroad(user))]
    if not names:
        return []
    return [
        each
        for each in told(names, user.residence, language)
        if not is_current(given[each.purpose.name], each)
    ]


def history(user: User) -> QuerySet[Consent]:
    return Consent.objects.filter(user=user)


def drafts() -> dict[tuple[str, str], Edition]:
    return {(row.purpose, row.residence): row for row in Edition.objects.filter(number=None)}


def published(name: str, residence: str) -> QuerySet[Edition]:
    """All published versions, the newest first."""
    return Edition.objects.filter(purpose=name, residence=residence, number__isnull=False).order_by("-number")


def deletion_of(user: User) -> Deletion | None:
    return Deletion.objects.filter(user=user).first()


def is_last_operator(user: User) -> bool:
    """Whether nobody else who can sign in may run the site."""
    operators = User.objects.filter(
        Q(is_superuser=True) | Q(role_grants__role=RoleGrant.Role.OPERATOR),
        is_active=True,
        deletion__isnull=True,
    )
    held = operators.values_list("pk", flat=True)
    return set(held) == {user.pk}


def rules() -> dict[str, int | None]:
    """Holding → days the operator set; None: never."""
    return dict(RetentionRule.objects.values_list("holding", "days"))


def days_kept(holding: Holding, set_by_operator: dict[str, int | None]) -> int | None:
    """After how many days its rows go; None: not by a rule."""
    return None if holding.expire is None else set_by_operator.get(holding.name, holding.days)


def languages_of(edition: Edition) -> list[str]:
    return [code for code in INTERFACE_LANGUAGES if edition.texts.get(code)]
