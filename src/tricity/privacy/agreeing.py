"""The part of a form that says what personal data is for, and asks to agree.

In the form's `__init__`: `agreeing.ask(self, user, "contact")`; at the end of its `clean`: `agreeing.check(self)`; in the view, once it is
valid: `agreeing.note(form, by=user)`; in the template: `{% privacy_notice form %}`. `AsksConsent` does the first two.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.privacy import actions
from tricity.privacy.purposes import purpose, storage_place
from tricity.privacy.queries import ABROAD, Told, to_ask
from tricity.web.languages import reader_language
from tricity.web.text import LocalizedText

PREFIX = "agreed_"


@dataclass(slots=True)
class Notice:
    """What a form says about the data it asks for. `missing` are the texts yet to be agreed to; `boxes` their tick boxes."""

    shown: list[Told]
    missing: list[Told] = field(default_factory=list)
    boxes: list[forms.BoundField] = field(default_factory=list)
    only_with: str = ""

    def render(self) -> SafeString:
        rows = [
            (each, next((box for box in self.boxes if box.name == _name(each)), None)) for each in self.shown
        ]
        return render_to_string(
            "privacy/notice.html", {"rows": rows, "place": storage_place(), "language": reader_language()}
        )

    def __str__(self) -> str:
        return self.render()

    def __html__(self) -> str:
        return self.render()


def ask(form: forms.BaseForm, user: User, purpose: str, *, only_with: str = "") -> None:
    """Give the form a `notice` and a tick box for each text the person has not agreed to yet."""
    shown, missing = to_ask(user, purpose, reader_language())
    for each in missing:
        form.fields[_name(each)] = forms.BooleanField(label=_box_label(each), required=False)
    notice = Notice(shown, missing, [form[_name(each)] for each in missing], only_with)
    form.notice = notice  # type: ignore[attr-defined]


def facts(name: str) -> Notice:
    """What the software knows about a purpose, without the text that holds."""
    found = purpose(name)
    return Notice([Told(found, "", 0, LocalizedText("", reader_language()))] if found else [])


def check(form: Any) -> None:
    """Refuse a form whose texts were not all agreed to; no agreement is needed for a field that stays empty."""
    notice: Notice = form.notice
    if not _matters(form):
        return
    for each in notice.missing:
        if not form.cleaned_data.get(_name(each)):
            form.add_error(_name(each), _("Tick this box to agree, or leave the form without sending it."))


def note(form: Any, *, by: User) -> None:
    """Keep what was agreed to; call it in the transaction of the deed, or right before it."""
    if _matters(form) and form.notice.missing:
        actions.agree(by, form.notice.missing)


class AsksConsent:
    """For forms: `consent_purpose` names what the data is for; the form is made with `user=`.

    `asks_when_sent` is for pages that are opened far more often than their form is sent: the facts stand there without a
    look into the database, and only who sends the form without having agreed before is asked to.
    """

    consent_purpose: str
    asks_when_sent = False

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        form: Any = self
        if self.asks_when_sent and not form.is_bound:
            form.notice = facts(self.consent_purpose)
        else:
            ask(form, user, self.consent_purpose)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}  # type: ignore[misc]
        check(self)
        return values


def _matters(form: Any) -> bool:
    only_with = form.notice.only_with
    return not only_with or bool(form.cleaned_data.get(only_with))


def _name(text: Told) -> str:
    return PREFIX + text.purpose.name.replace("-", "_")


def _box_label(text: Told) -> Any:
    if text.purpose.name == ABROAD:
        return _("I agree that my data is kept in another country than the one I live in.")
    return _("I have read this and agree.")
