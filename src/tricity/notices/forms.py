from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tricity.notices.models import Digest
from tricity.notices.queries import choices_of, rhythm_of
from tricity.notices.registry import GROUPS


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A line of the table of groups."""

    label: Any
    in_app: forms.BoundField
    in_digest: forms.BoundField


class SettingsForm(forms.Form):
    """Two boxes for each group that is in use, and the rhythm of the e-mail."""

    rhythm = forms.ChoiceField(
        label=_("How often by e-mail"), choices=Digest.Rhythm.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user
        self._stored = choices_of(user)
        self.fields["rhythm"].initial = rhythm_of(user)
        for group, (in_app, in_digest) in self._stored.items():
            self.fields[f"{group}_app"] = forms.BooleanField(
                label=_("In the platform"), required=False, initial=in_app
            )
            self.fields[f"{group}_digest"] = forms.BooleanField(
                label=_("By e-mail"), required=False, initial=in_digest
            )

    def rows(self) -> Iterator[GroupRow]:
        for group in self._stored:
            yield GroupRow(GROUPS[group], self[f"{group}_app"], self[f"{group}_digest"])

    @property
    def mail_reaches(self) -> bool:
        """Whether an e-mail can be sent to this person at all."""
        return bool(settings.MAIL_CONFIGURED and self._user.email)

    @property
    def mail_is_configured(self) -> bool:
        return bool(settings.MAIL_CONFIGURED)

    def choices(self) -> dict[str, tuple[bool, bool]]:
        """Group → (here, by e-mail), as the person left the boxes."""
        data = self.cleaned_data
        return {group: (data[f"{group}_app"], data[f"{group}_digest"]) for group in self._stored}
