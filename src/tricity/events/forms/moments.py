"""Fields for hours: what a clock shows, and whose clock it is."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tricity.accounts.forms import USUAL_ZONES

_SHAPE = "%Y-%m-%dT%H:%M"


class LocalTimeField(forms.Field):
    """A date and time without a zone, from `<input type="datetime-local">` or typed in the same way."""

    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local", "placeholder": "2027-05-20T14:00"}, format=_SHAPE
    )

    def to_python(self, value: Any) -> dt.datetime | None:
        if value in self.empty_values:
            return None
        try:
            shown = dt.datetime.fromisoformat(str(value).strip())
        except ValueError:
            shown = None
        if shown is None or shown.tzinfo is not None or not 1970 <= shown.year <= 2200:
            raise ValidationError(_("Give date and time in this way: 2027-05-20T14:00"), code="invalid")
        return shown.replace(second=0, microsecond=0)

    def prepare_value(self, value: Any) -> Any:
        return value.strftime(_SHAPE) if isinstance(value, dt.datetime) else value


def zone_choices() -> list[tuple[Any, Any]]:
    """Zones of the tz database: those of the three countries and UTC, then all others by name."""
    others = sorted(zoneinfo.available_timezones() - set(USUAL_ZONES))
    kept = [zone for zone in others if "/" in zone and not zone.startswith("Etc/")]
    return [
        (_("Often used"), [(zone, zone) for zone in USUAL_ZONES]),
        (_("All others"), [(zone, zone) for zone in kept]),
    ]
