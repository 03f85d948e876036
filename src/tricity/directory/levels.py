"""Administrative levels of the three countries, as data names them, in the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# No level of one country is the level of another: each keeps its own word.
LEVELS: dict[str, Promise] = {
    "city": pgettext_lazy("administrative level", "City"),
    "county": pgettext_lazy("administrative level", "County"),
    "county-level-city": _("County-level city"),
    "designated-city": _("City designated by ordinance"),
    "district": _("District"),
    "metropolis": _("Metropolis"),
    "metropolitan-city": _("Metropolitan city"),
    "municipality": _("Municipality under the central government"),
    "prefecture": _("Prefecture"),
    "prefecture-level-city": _("Prefecture-level city"),
    "province": _("Province"),
    "special-administrative-region": _("Special administrative region"),
    "special-city": _("Special city"),
    "special-self-governing-city": _("Special self-governing city"),
    "special-self-governing-province": _("Special self-governing province"),
    "special-ward": _("Special ward"),
    "state-level-new-area": _("State-level new area"),
    "sub-provincial-city": _("Sub-provincial city"),
    "town": _("Town"),
    "village": _("Village"),
}


def level_label(admin_level: str) -> str:
    """The level in the active language; a level not in the list stays as it was given."""
    known = LEVELS.get(slugify(admin_level.replace("_", "-")))
    return str(known) if known is not None else admin_level
