"""What the pages of events, replays, records and ideas, the report and the translators must know of this app."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from tricity.cooperation.ideas import marks as ideas
from tricity.events import panels as events
from tricity.knowledge import marks as records
from tricity.outcomes import panels, papers, rules
from tricity.outcomes.leaving import KEEPER
from tricity.outcomes.marks import comes_from
from tricity.outcomes.models import Outcome
from tricity.renderings.registry import Renderable, register
from tricity.replay import panels as replays
from tricity.rooms import following, leaving


def register_everywhere() -> None:
    events.register(panels.event_panel, events.Place.BELOW)
    events.register(panels.link_panel, events.Place.ORGANIZE)
    following.register(panels.follow_questions)
    leaving.register(KEEPER)
    replays.register(panels.replay_panel)
    replays.register_picking(panels.picking)
    records.register(comes_from)
    ideas.register(comes_from)
    papers.register_sections()
    register(
        Renderable(
            kind="outcome",
            model=Outcome,
            # A question is rendered where it was asked.
            texts=lambda row: {"text": row.text} if row.question_id is None else {},
            label=lambda _field: _("What was said"),
            may_read=lambda user, row: rules.may_quote(user, row),
            may_edit=lambda user, row: rules.may_settle(user, row.event),
            is_public=_is_public,
            changed=lambda _row: None,
        )
    )


def _is_public(row: Outcome) -> bool:
    """Everybody may read it: not what is withheld of a published replay."""
    return row.replay is not None and rules.may_quote(AnonymousUser(), row)
