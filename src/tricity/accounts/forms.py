from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm, UsernameField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tricity.accounts import agreements, throttle
from tricity.accounts.models import User
from tricity.accounts.programs import keys_of
from tricity.web.languages import NATIVE_NAMES

# Offered first, ordered by offset and then by name; any other zone of the tz database may be chosen below them.
USUAL_ZONES = ("Asia/Shanghai", "Asia/Seoul", "Asia/Tokyo", "UTC")


class SignInForm(forms.Form):
    """User name and password; after too many failures it refuses for a while."""

    username = UsernameField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        self.user: User | None = None
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        username, password = values.get("username"), values.get("password")
        if not username or not password:
            return values
        with throttle.attempt("password", who=username, address=self.request.META.get("REMOTE_ADDR", "")):
            self.user = authenticate(self.request, username=username, password=password)
            if self.user is None:
                raise forms.ValidationError(
                    _("This user name and password do not belong together."), code="invalid"
                )
        return values


class EndKeysMixin(forms.Form):
    """Whether the keys of programs end with the old password; asked only of those who have any, and ticked."""

    def offer_to_end_keys(self, user: Any) -> None:
        if keys_of(user):
            self.fields["end_keys"] = forms.BooleanField(
                label=_("Also revoke the tokens of programs that act in my name"),
                required=False,
                initial=True,
            )

    @property
    def ends_keys(self) -> bool:
        return bool(self.cleaned_data.get("end_keys"))


class FirstPasswordForm(EndKeysMixin, SetPasswordForm):
    """A password for an account that has none."""

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.offer_to_end_keys(user)


class ChangePasswordForm(EndKeysMixin, PasswordChangeForm):
    """The password so far, and a new one twice; guessing the first is slowed down as at the sign-in."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        super().__init__(request.user, *args, **kwargs)  # type: ignore[arg-type]
        self.offer_to_end_keys(request.user)

    def clean_old_password(self) -> str:
        address = self.request.META.get("REMOTE_ADDR", "")
        with throttle.attempt("password", who=self.user.get_username(), address=address):
            return super().clean_old_password()


class ProfileForm(forms.ModelForm):
    """How a person is named and addressed."""

    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)

    class Meta:
        model = User
        fields = [
            "native_name",
            "native_language",
            "reading",
            "romanized_name",
            "email",
            "language",
            "time_zone",
            "residence",
        ]
        help_texts = {
            "native_name": _("As you write it yourself, family name first where that is the custom."),
            "reading": _("Pinyin, kana or hangul, so that others can say your name."),
            "romanized_name": _("As on your business card or passport."),
            "email": _("Not required. It is shown to nobody."),
            "residence": _("It decides which text about personal data you are shown."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = sorted(NATIVE_NAMES.items(), key=lambda item: item[1])
        self.fields["native_language"] = forms.ChoiceField(
            label=_("Language of the name"), required=False, choices=[("", "—"), *languages]
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language you read"), choices=[item for item in languages if item[0] != "zh-hant"]
        )
        others = sorted(zoneinfo.available_timezones() - set(USUAL_ZONES))
        self.fields["time_zone"].choices = [  # type: ignore[attr-defined]
            ("", _("As set in the browser")),
            *((zone, zone) for zone in USUAL_ZONES),
            *((zone, zone) for zone in others if "/" in zone and not zone.startswith("Etc/")),
        ]
        agreements.ask(self, self.instance, "email", only_with="email")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        agreements.check(self)
        return values

    def profile_fields(self) -> list[forms.BoundField]:
        """The fields of the profile itself, without the boxes one ticks to agree."""
        return [self[name] for name in self.Meta.fields]
