"""What apps above add to the page of a replay: sections below it, and what people may do with lines of the transcript.

Apps register in `AppConfig.ready()`; this app knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tricity.directory.panels import Panel
from tricity.replay.models import Replay


@dataclass(frozen=True, slots=True)
class Picking:
    """A form around the transcript: lines are ticked, and `label` sends them to `url` by GET.

    Sent are `replay` (its row id), `captions` (the language of the transcript) and `line` for each line ticked, in seconds
    of the replay.
    """

    url: str
    label: str
    help_text: str


PanelProvider = Callable[[Replay, str, Any], Panel | None]
PickingProvider = Callable[[Replay, Any], Picking | None]
_panels: list[PanelProvider] = []
_pickings: list[PickingProvider] = []


def register(provider: PanelProvider) -> None:
    """Add a section below: called with the replay, the reader's language and the user."""
    if provider not in _panels:
        _panels.append(provider)


def register_picking(provider: PickingProvider) -> None:
    """Let some people pick lines; the first provider that has something for the person is asked."""
    if provider not in _pickings:
        _pickings.append(provider)


def panels(replay: Replay, *, language: str, user: Any) -> list[Panel]:
    found = (provider(replay, language, user) for provider in _panels)
    return [panel for panel in found if panel is not None]


def picking(replay: Replay, user: Any) -> Picking | None:
    return next((found for provider in _pickings if (found := provider(replay, user)) is not None), None)
