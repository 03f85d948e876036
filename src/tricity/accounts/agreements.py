"""What a form that asks for personal data must say and ask besides; an app above this one knows."""

from __future__ import annotations

from typing import Protocol

from django import forms

from tricity.accounts.models import User


class Asker(Protocol):
    """Tells people what their data is for, and keeps that they agreed.

    `ask` adds a notice and tick boxes to a form (`only_with`: they matter only where that field is filled in); `check` is called at
    the end of its `clean`; `note` keeps the agreement, in the transaction of the deed.
    """

    def ask(self, form: forms.BaseForm, user: User, purpose: str, *, only_with: str = "") -> None: ...

    def check(self, form: forms.BaseForm) -> None: ...

    def note(self, form: forms.BaseForm, *, by: User) -> None: ...


_askers: list[Asker] = []


def register(asker: Asker) -> None:
    if asker not in _askers:
        _askers.append(asker)


def ask(form: forms.BaseForm, user: User, purpose: str, *, only_with: str = "") -> None:
    for asker in _askers:
        asker.ask(form, user, purpose, only_with=only_with)


def check(form: forms.BaseForm) -> None:
    for asker in _askers:
        asker.check(form)


def note(form: forms.BaseForm, *, by: User) -> None:
    for asker in _askers:
        asker.note(form, by=by)
