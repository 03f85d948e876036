"""On the card of a country: which sets of indicators are used there, and what they measure."""

from __future__ import annotations

from typing import Any

from tricity.directory.models import Country
from tricity.directory.panels import Panel
from tricity.indicators.digests import framework_views, theme_views


def used_here(country: Country, language: str, _user: Any) -> Panel:
    """Its own frameworks first, then those of several countries; themes by name; no query."""
    frameworks = framework_views([country], language)
    own = [each for each in frameworks if each.country_code]
    themes = [
        theme
        for theme in theme_views(frameworks, language)
        if any(each.framework.country_code for each in theme.indicators)
    ]
    shared = [each for each in frameworks if not each.country_code]
    return Panel("indicators/country_card.html", {"own": own, "shared": shared, "themes": themes})
