"""What apps above show on the page of a candidate: on whose programme it stands, say.

Apps register in `AppConfig.ready()`; this app knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tricity.cooperation.models import Opportunity
from tricity.directory.panels import Panel

PanelProvider = Callable[[Opportunity, str, Any], Panel | None]
_panels: list[PanelProvider] = []


def register(provider: PanelProvider) -> None:
    """Add a section: called with the candidate, the reader's language and the user; None where there is nothing to show."""
    if provider not in _panels:
        _panels.append(provider)


def panels(opportunity: Opportunity, *, language: str, user: Any) -> list[Panel]:
    """The sections for this page, in the order the apps registered them."""
    return [panel for provider in _panels if (panel := provider(opportunity, language, user)) is not None]
