"""What waits for a person of this app's: messages to answer, messages sent, candidates to look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.accounts.desk import DeskSection
from tricity.accounts.rules import is_curator
from tricity.cooperation.digests.candidates import titles
from tricity.cooperation.digests.threads import subjects
from tricity.cooperation.models import Interest
from tricity.cooperation.queries import received_by, visible_opportunities
from tricity.cooperation.queries.interests import sent_by
from tricity.directory.names import organization_name
from tricity.directory.rules import memberships
from tricity.web.identity import PublicationState

SHOWN = 5


def received(user: Any, language: str) -> DeskSection | None:
    """What others wrote to the person's organizations and nobody has answered yet."""
    bodies = memberships(user)
    if not bodies:
        return None
    return _threads(
        _("Messages to your organization, not answered yet"),
        received_by(bodies).filter(status=Interest.Status.NEW),
        reverse("cooperation:interests") + "?box=received",
        language,
    )


def sent(user: Any, language: str) -> DeskSection | None:
    bodies = memberships(user)
    if not bodies:
        return None
    return _threads(
        _("What your organization is interested in"),
        sent_by(bodies).exclude(status=Interest.Status.DROPPED),
        reverse("cooperation:interests") + "?box=sent",
        language,
    )


def candidates(user: Any, language: str) -> DeskSection | None:
    """Candidates of a curator's countries that nobody has decided on."""
    if not is_curator(user):
        return None
    rows = visible_opportunities(user).filter(
        publication_state=PublicationState.DRAFT, is_current=True, decided_at=None
    )
    shown = list(rows.order_by("-score", "key")[:SHOWN])
    names = titles(shown, language)
    return DeskSection(
        title=_("Joint project candidates to look at"),
        items=[(names[row.pk], row.get_absolute_url(), row.get_horizon_display()) for row in shown],
        url=reverse("cooperation:opportunities") + "?state=candidate",
        total=rows.count(),
    )


def _threads(title: str, rows: QuerySet[Interest], url: str, language: str) -> DeskSection:
    shown: Sequence[Interest] = list(rows[:SHOWN])
    named = subjects(shown, language)
    return DeskSection(
        title=title,
        items=[
            (
                named[row.pk].title,
                row.get_absolute_url(),
                f"{organization_name(row.organization, language)} · {row.get_status_display()}",
            )
            for row in shown
        ],
        url=url,
        total=rows.count(),
    )
