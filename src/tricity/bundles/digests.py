"""What the page of a packed bundle is given."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from tricity.bundles.models import PackedBundle
from tricity.bundles.personal_data import PACKED
from tricity.bundles.queries import is_withheld_since
from tricity.events.models import Event
from tricity.language import identify
from tricity.privacy.queries import days_kept, rules
from tricity.web.text import LocalizedText

Problem = PackedBundle.Problem
# A job that was lost for good must not keep the button away.
PATIENCE: Final = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class PackedView:
    """`size` is empty where no file lies ready; `is_old`: the event was changed, or something said there withheld, after
    it was made.

    `days`: how long it is kept; None: until somebody removes it.
    """

    row: PackedBundle | None
    size: str
    problem: str
    is_old: bool
    may_ask: bool
    left_out: tuple[LocalizedText, ...]
    days: int | None


def packed_view(event: Event, row: PackedBundle | None) -> PackedView:
    is_busy = row is not None and row.is_under_way and row.asked_at > timezone.now() - PATIENCE
    may_ask = event.is_public and not is_busy
    days = days_kept(PACKED, rules())
    if row is None:
        return PackedView(None, "", "", False, may_ask, (), days)
    is_old = row.made_at is not None and (
        event.updated_at > row.made_at or is_withheld_since(event, row.made_at)
    )
    size = filesizeformat(row.size_bytes) if row.path else ""
    return PackedView(row, size, problem_words(row), is_old, may_ask, _left_out(event, row), days)


def _left_out(event: Event, row: PackedBundle) -> tuple[LocalizedText, ...]:
    """Titles of files in the language they are written in, and names of channels, which tell theirs by themselves."""
    if not row.left_out:
        return ()
    every = event.resources.values_list("titles", flat=True)
    written = {text: code for titles in every for code, text in titles.items()}
    return tuple(
        LocalizedText(title, written.get(title) or identify(title, default="en")) for title in row.left_out
    )


def problem_words(row: PackedBundle) -> str:
    """Why it could not be made, and what to do; empty where it did not fail."""
    if row.state != PackedBundle.State.FAILED:
        return ""
    sentences = {
        Problem.NOT_PUBLIC: _("The event is not public any more. Publish it, then ask again."),
        Problem.TOO_LARGE: _(
            "It would be larger than the %(limit)s allowed here. Remove large files from the event, or ask the operator "
            "to make it on the command line, where there is no limit."
        )
        % {"limit": filesizeformat(settings.BUNDLE_LIMIT_BYTES)},
        Problem.FAULTY: _("What was made does not pass its own check and was not kept. Tell the operator."),
        Problem.SOUND: _("A sound of the replay cannot be read. Make the replay again, then ask again."),
        Problem.DISK: _("It could not be written to the server's disk. Tell the operator."),
    }
    other = _(
        "Something went wrong that was not foreseen; it has been noted. Ask again, or tell the operator."
    )
    return sentences.get(Problem(row.problem), other)
