"""What waits for a person of this app's: messages to answer, new matches, candidates to look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.accounts.desk import Action, DeskItem, Names, Reader, Source
from tricity.accounts.rules import is_curator
from tricity.cooperation.models import Interest, MatchFound, Opportunity
from tricity.cooperation.queries import received_by, visible_opportunities
from tricity.cooperation.queries.interests import sent_by
from tricity.directory.models import Organization
from tricity.directory.names import organization_name
from tricity.directory.rules import memberships
from tricity.knowledge.models import Participation, Record
from tricity.knowledge.queries import public_records
from tricity.web.identity import PublicationState

NEWS_FOR = dt.timedelta(days=30)
RECORD, CANDIDATE = Record._meta.label_lower, Opportunity._meta.label_lower


# --- Which rows ----------------------------------------------------------------------------------------------------


def received(reader: Reader) -> QuerySet[Interest] | None:
    """What others wrote to the person's organizations and nobody has answered yet."""
    bodies = reader.bodies(memberships(reader.user))
    if not bodies:
        return None
    return received_by(bodies).filter(status=Interest.Status.NEW).order_by("created_at", "pk")


def sent(reader: Reader) -> QuerySet[Interest] | None:
    bodies = reader.bodies(memberships(reader.user))
    return sent_by(bodies).exclude(status=Interest.Status.DROPPED) if bodies else None


def matches(reader: Reader) -> QuerySet[MatchFound] | None:
    """What was found lately for needs or offers of the person's organizations, the closest first."""
    bodies = reader.bodies(memberships(reader.user))
    if not bodies:
        return None
    cities = Organization.objects.filter(pk__in=bodies).exclude(city=None).values("city")
    takes_part = Participation.objects.filter(record=OuterRef("pk"), organization__in=bodies)
    ours = Record.objects.filter(Q(owner__in=bodies) | Q(city__in=cities) | Exists(takes_part)).values("pk")
    public = public_records().values("pk")
    rows = MatchFound.objects.filter(
        Q(need__in=ours) | Q(other__in=ours),
        found_at__gt=timezone.now() - NEWS_FOR,
        need__in=public,
        other__in=public,
    )
    return rows.order_by("-score", "pk")


def candidates(reader: Reader) -> QuerySet[Opportunity] | None:
    """Candidates of a curator's countries that nobody has decided on."""
    if reader.body is not None or not is_curator(reader.user):
        return None
    rows = visible_opportunities(reader.user).filter(
        publication_state=PublicationState.DRAFT, is_current=True, decided_at=None
    )
    return rows.order_by("-score", "key")


# --- As items ------------------------------------------------------------------------------------------------------


def load_interests(ids: Sequence[int]) -> QuerySet[Interest]:
    return Interest.objects.filter(pk__in=ids).select_related(
        "organization", "record__country", "record__city__country", "opportunity__concept"
    )


def load_matches(ids: Sequence[int]) -> QuerySet[MatchFound]:
    return MatchFound.objects.filter(pk__in=ids).select_related(
        "need__country", "need__city__country", "other__country", "other__city__country"
    )


def load_candidates(ids: Sequence[int]) -> QuerySet[Opportunity]:
    return Opportunity.objects.filter(pk__in=ids).select_related("concept")


def interest_subjects(row: Interest) -> tuple[Any, ...]:
    subject = row.record or row.opportunity
    return (subject,) if subject is not None else ()


def interest(row: Interest, names: Names, reader: Reader) -> DeskItem:
    subject = row.record or row.opportunity
    assert subject is not None
    url = row.get_absolute_url()
    remark = f"{organization_name(row.organization, reader.language)} · {row.get_kind_display()}"
    return DeskItem(names[subject._meta.label_lower, subject.pk], url, remark, Action(_("Answer"), url))


def match(row: MatchFound, names: Names, reader: Reader) -> DeskItem:
    """The other side, seen from ours. Where both are ours, the one that may help."""
    ours, theirs = (row.need, row.other)
    bodies = set(reader.bodies(memberships(reader.user)))
    if row.need.owner_id not in bodies and row.other.owner_id in bodies:
        ours, theirs = theirs, ours
        remark = _("May need what you do: %(title)s")
    else:
        remark = _("May help with your need: %(title)s")
    url = theirs.get_absolute_url()
    remark = remark % {"title": names[RECORD, ours.pk]}
    return DeskItem(names[RECORD, theirs.pk], url, remark, Action(_("Look"), url))


def candidate(row: Opportunity, names: Names, reader: Reader) -> DeskItem:
    url = row.get_absolute_url()
    return DeskItem(names[CANDIDATE, row.pk], url, str(row.get_horizon_display()), Action(_("Look"), url))


SOURCES = (
    Source(
        section="cooperation.received",
        group="contact",
        title=gettext_lazy("Messages to your organization, not answered yet"),
        url=lambda: reverse("cooperation:interests") + "?box=received",
        urgency=95,
        waits=received,
        since=F("created_at"),
        load=load_interests,
        item=interest,
        subjects=interest_subjects,
        what=gettext_lazy("A message to you"),
    ),
    Source(
        section="cooperation.matches",
        title=gettext_lazy("New matches to your needs and offers"),
        urgency=68,
        waits=matches,
        since=F("found_at"),
        load=load_matches,
        item=match,
        subjects=lambda row: (row.need, row.other),
        what=gettext_lazy("A new match"),
        is_news=True,
    ),
    Source(
        section="cooperation.sent",
        title=gettext_lazy("What your organization is interested in"),
        url=lambda: reverse("cooperation:interests") + "?box=sent",
        urgency=0,
        waits=sent,
        since=F("updated_at"),
    ),
    Source(
        section="cooperation.candidates",
        title=gettext_lazy("Joint project candidates to look at"),
        url=lambda: reverse("cooperation:opportunities") + "?state=candidate",
        urgency=35,
        waits=candidates,
        since=F("created_at"),
        load=load_candidates,
        item=candidate,
        what=gettext_lazy("A joint project candidate"),
    ),
)
