from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tricity.accounts import throttle
from tricity.accounts.models import User
from tricity.language import INTERFACE_LANGUAGES, bcp47, clean
from tricity.privacy.models import Edition
from tricity.privacy.registry import Holding
from tricity.web.languages import NATIVE_NAMES

LONGEST_TEXT = 8000
MOST_DAYS = 36500


class ProofForm(forms.Form):
    """The password again, or the user name where somebody signs in without a password."""

    proof = forms.CharField(label=_("Password"), strip=False)

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(request.user, User)
        self.request, self.user = request, request.user
        field = self.fields["proof"]
        if self.user.has_usable_password():
            field.widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        else:
            field.label = _("Your user name, to be sure that it is you")
            field.widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"})

    def clean_proof(self) -> str:
        given = self.cleaned_data["proof"]
        address = self.request.META.get("REMOTE_ADDR", "")
        with throttle.attempt("password", address=address, who=self.user.username):
            if self.user.has_usable_password():
                is_right = self.user.check_password(given)
                refusal = _(
                    "This is not your password. Try again, or have it set anew by the operator first."
                )
            else:
                is_right = given.strip() == self.user.username
                refusal = _("This is not your user name. It stands under “Your account and profile”.")
            if not is_right:
                raise forms.ValidationError(refusal, code="invalid")
        return given


class EditionForm(forms.Form):
    """The text of a purpose in every language of the pages, and from when it holds."""

    effective_from = forms.DateField(
        label=_("Holds from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("People who agreed to an earlier text are asked when they sign in after this day."),
    )

    def __init__(self, *args: Any, draft: Edition | None, shown: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effective_from"].initial = (draft and draft.effective_from) or timezone.localdate()
        for code in sorted(INTERFACE_LANGUAGES, key=NATIVE_NAMES.__getitem__):
            initial = draft.texts.get(code, "") if draft else shown.get(code, "")
            self.fields[_text(code)] = forms.CharField(
                label=NATIVE_NAMES[code],
                initial=initial,
                required=False,
                max_length=LONGEST_TEXT,
                widget=forms.Textarea(attrs={"rows": 8, "lang": bcp47(code)}),
            )

    def clean_effective_from(self) -> dt.date:
        day = self.cleaned_data["effective_from"]
        if day < timezone.localdate():
            raise forms.ValidationError(
                _("A text cannot hold from a day in the past. Choose today or later.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not self.errors and not self.texts():
            raise forms.ValidationError(_("Write the text in at least one language."))
        return values

    def text_fields(self) -> list[tuple[str, forms.BoundField]]:
        """The fields of the texts with the tags of their languages, by the languages' own names."""
        codes = sorted(INTERFACE_LANGUAGES, key=NATIVE_NAMES.__getitem__)
        return [(bcp47(code), self[_text(code)]) for code in codes]

    def texts(self) -> dict[str, str]:
        """Language → text, without those left empty."""
        written = {
            code: clean(self.cleaned_data.get(_text(code), "")).strip() for code in INTERFACE_LANGUAGES
        }
        return {code: text for code, text in written.items() if text}


class RetentionForm(forms.Form):
    """For how many days each holding is kept; empty: nothing is deleted by a rule."""

    def __init__(
        self, *args: Any, kept: dict[str, int | None], holdings: list[Holding], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names = [each.name for each in holdings if each.expire is not None]
        for each in holdings:
            if each.expire is not None:
                self.fields[each.name] = forms.IntegerField(
                    label=str(each.label),
                    help_text=_help(each),
                    initial=kept[each.name],
                    required=False,
                    min_value=0,
                    max_value=MOST_DAYS,
                    widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                )

    def days(self) -> dict[str, int | None]:
        return {name: self.cleaned_data[name] for name in self.names}


def _help(holding: Holding) -> str:
    """Why it is kept, and the number of days the software came with."""
    if holding.days is None:
        shipped = gettext("Shipped without a rule.")
        return f"{holding.why} {shipped}"
    days = ngettext("Shipped with %(days)s day.", "Shipped with %(days)s days.", holding.days)
    return f"{holding.why} {days % {'days': holding.days}}"


def _text(code: str) -> str:
    return f"text_{code.replace('-', '_')}"
