"""What waits for a person of this app's: records to mend, to confirm, to review; claims to decide; drafts to finish."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tricity.accounts.desk import Action, DeskItem, Names, Reader, Source
from tricity.directory.models import Organization
from tricity.directory.names import organization_name
from tricity.knowledge import queries
from tricity.knowledge.models import Claim, Kind, Participation, Record
from tricity.knowledge.publication.reviewers import reviews_anything
from tricity.translation.models import Translation
from tricity.web.identity import PublicationState, Standing
from tricity.web.languages import language_name
from tricity.web.text import digest

State = PublicationState
# A need nobody has said anything about for so long is asked about again.
RECONFIRM_AFTER = dt.timedelta(days=180)
LABEL = Record._meta.label_lower
# What of a record is shown everywhere; one of them out of date is enough to say so.
TOLD = ("title",)


def edited(reader: Reader) -> list[int]:
    return reader.bodies(queries.edited_bodies(reader.user))


# --- Which rows ----------------------------------------------------------------------------------------------------


def returned(reader: Reader) -> QuerySet[Record] | None:
    """Records of the person's bodies that came back with remarks."""
    bodies = edited(reader)
    if not bodies:
        return None
    rows = Record.objects.filter(owner__in=bodies, deleted_at=None, publication_state=State.RETURNED)
    return rows.order_by("updated_at", "pk")


def drafts(reader: Reader) -> QuerySet[Record] | None:
    """What the person's bodies have begun and nobody has submitted."""
    bodies = edited(reader)
    if not bodies:
        return None
    rows = Record.objects.filter(owner__in=bodies, deleted_at=None, publication_state=State.DRAFT)
    return rows.order_by("updated_at", "pk")


def to_confirm(reader: Reader) -> QuerySet[Record] | None:
    """Public records about the person's bodies that others compiled and the body has not yet said anything about."""
    bodies = edited(reader)
    if not bodies:
        return None
    cities = Organization.objects.filter(pk__in=bodies).exclude(city=None)
    named = Q(city__in=cities.values("city")) | Exists(
        Participation.objects.filter(record=OuterRef("pk"), organization__in=bodies)
    )
    spoken = Claim.objects.filter(record=OuterRef("pk"), organization__in=bodies)
    rows = queries.public_records().filter(named, standing=Standing.COMPILED)
    return rows.filter(~Exists(spoken)).order_by("published_at", "pk")


def to_reconfirm(reader: Reader) -> QuerySet[Record] | None:
    """Public needs of the person's bodies that were last changed or confirmed half a year ago."""
    bodies = edited(reader)
    if not bodies:
        return None
    before = timezone.now() - RECONFIRM_AFTER
    rows = queries.public_records().filter(owner__in=bodies, kind=Kind.NEED, updated_at__lt=before)
    return rows.order_by("updated_at", "pk")


def to_review(reader: Reader) -> QuerySet[Record] | None:
    """What a reviewer may publish."""
    if reader.body is not None or not reviews_anything(reader.user):
        return None
    return queries.records_to_review(reader.user)


def claims(reader: Reader) -> QuerySet[Claim] | None:
    """What bodies ask of a reviewer about records of them."""
    if reader.body is not None or not reviews_anything(reader.user):
        return None
    return queries.claims_to_decide(reader.user)


def outdated(reader: Reader) -> QuerySet[Translation] | None:
    """Renderings of the bodies' public records that are older than the record; which of them differ, the digest tells."""
    bodies = edited(reader)
    if not bodies:
        return None
    mine = queries.public_records().filter(owner__in=bodies)
    saved = Record.objects.filter(pk=OuterRef("subject_id")).values("updated_at")[:1]
    rows = Translation.objects.filter(
        subject_kind=LABEL, subject_id__in=mine.values("pk"), field__in=TOLD
    ).annotate(saved_at=Subquery(saved))
    return rows.filter(saved_at__gt=F("updated_at")).order_by("-saved_at", "pk")


# --- As items ------------------------------------------------------------------------------------------------------


def load_records(ids: Sequence[int]) -> QuerySet[Record]:
    return Record.objects.filter(pk__in=ids, deleted_at=None).select_related("country", "city__country")


def load_claims(ids: Sequence[int]) -> QuerySet[Claim]:
    return Claim.objects.filter(pk__in=ids).select_related(
        "record__country", "record__city__country", "organization"
    )


def load_renderings(ids: Sequence[int]) -> list[Translation]:
    """Renderings whose original says something else by now, each with its record."""
    rows = list(Translation.objects.filter(pk__in=ids))
    records = load_records([row.subject_id for row in rows]).in_bulk()
    found = []
    for row in rows:
        row.record = records.get(row.subject_id)  # type: ignore[attr-defined]
        if row.record and row.source_digest != digest(getattr(row.record, row.field)):  # type: ignore[attr-defined]
            found.append(row)
    return found


def _outdated(row: Translation, names: Names, reader: Reader) -> DeskItem:
    record: Record = row.record  # type: ignore[attr-defined]
    url = reverse("renderings:rendering", args=["record", record.code, row.language])
    remark = _("The original changed after it was rendered into %(language)s.")
    return DeskItem(
        names[LABEL, record.pk],
        record.get_absolute_url(),
        remark % {"language": language_name(row.language)},
        Action(_("Update"), url),
    )


def _returned(row: Record, names: Names, reader: Reader) -> DeskItem:
    url = reverse("knowledge:record-edit", args=[row.code])
    return DeskItem(
        names[LABEL, row.pk], url, _("A reviewer asks for changes."), Action(_("Read the remarks"), url)
    )


def _draft(row: Record, names: Names, reader: Reader) -> DeskItem:
    url = reverse("knowledge:record-edit", args=[row.code])
    return DeskItem(names[LABEL, row.pk], url, _("Begun and not submitted yet."), Action(_("Go on"), url))


def _to_confirm(row: Record, names: Names, reader: Reader) -> DeskItem:
    remark = _("It speaks of your organization and was compiled from public sources.")
    url = reverse("knowledge:claim", args=[row.code])
    bodies = edited(reader)
    action = Action(_("Confirm or correct"), f"{url}?wish={Claim.Wish.CONFIRM}")
    if len(bodies) == 1 and bodies[0] in reader.codes:
        said = (("organization", reader.codes[bodies[0]]), ("wish", Claim.Wish.CONFIRM.value), ("text", ""))
        action = Action(_("Confirm"), url, posts=True, fields=said)
    return DeskItem(names[LABEL, row.pk], row.get_absolute_url(), remark, action)


def _to_reconfirm(row: Record, names: Names, reader: Reader) -> DeskItem:
    action = Action(
        _("It still stands"),
        reverse("knowledge:record-state", args=[row.code]),
        posts=True,
        fields=(("deed", "reconfirm"),),
    )
    remark = _("Nobody has said for half a year whether this need still stands.")
    return DeskItem(names[LABEL, row.pk], row.get_absolute_url(), remark, action)


def _to_review(row: Record, names: Names, reader: Reader) -> DeskItem:
    if row.publication_state == State.SUBMITTED:
        remark = _("Its authors ask you to publish it.")
    elif row.pending_since is not None:
        remark = _("Its owner wants to change what is public.")
    else:
        remark = _("It is public and not yet reviewed.")
    url = reverse("knowledge:record-judge", args=[row.code])
    return DeskItem(names[LABEL, row.pk], url, remark, Action(pgettext_lazy("verb", "Review"), url))


def _claim(row: Claim, names: Names, reader: Reader) -> DeskItem:
    remark = f"{organization_name(row.organization, reader.language)}: {row.get_wish_display()}"
    url = reverse("knowledge:claims")
    return DeskItem(
        names[LABEL, row.record_id], row.record.get_absolute_url(), remark, Action(_("Decide"), url)
    )


SINCE_WAITING = Case(
    When(publication_state=State.SUBMITTED, then=Coalesce("submitted_at", "updated_at")),
    When(pending_since__isnull=False, then=F("pending_since")),
    default=Coalesce("unreviewed_since", "updated_at"),
)


def _review_page() -> str:
    return reverse("knowledge:review")


SOURCES = (
    Source(
        section="knowledge.returned",
        group="records",
        title=gettext_lazy("Records that came back"),
        urgency=90,
        waits=returned,
        since=F("updated_at"),
        load=load_records,
        item=_returned,
        what=gettext_lazy("A record came back"),
    ),
    Source(
        section="knowledge.claims",
        group="reviews",
        title=gettext_lazy("What bodies say of records about them"),
        url=lambda: reverse("knowledge:claims"),
        urgency=80,
        waits=claims,
        since=F("created_at"),
        load=load_claims,
        item=_claim,
        subjects=lambda row: (row.record,),
        what=gettext_lazy("A body wrote about a record"),
    ),
    Source(
        section="knowledge.review",
        group="reviews",
        title=gettext_lazy("Records waiting for your review"),
        url=_review_page,
        urgency=78,
        waits=to_review,
        since=SINCE_WAITING,
        load=load_records,
        item=_to_review,
        what=gettext_lazy("To review"),
    ),
    Source(
        section="knowledge.reconfirm",
        group="records",
        title=gettext_lazy("Needs to reconfirm"),
        urgency=72,
        waits=to_reconfirm,
        since=F("updated_at"),
        load=load_records,
        item=_to_reconfirm,
        what=gettext_lazy("Does this need still stand?"),
    ),
    Source(
        section="knowledge.confirm",
        group="records",
        title=gettext_lazy("Records about you to confirm"),
        urgency=70,
        waits=to_confirm,
        since=Coalesce("published_at", "created_at"),
        load=load_records,
        item=_to_confirm,
        what=gettext_lazy("A record about you"),
    ),
    Source(
        section="knowledge.outdated",
        group="renderings",
        title=gettext_lazy("Renderings of earlier versions"),
        urgency=55,
        waits=outdated,
        since=F("updated_at"),
        load=load_renderings,
        item=_outdated,
        subjects=lambda row: (row.record,),
        what=gettext_lazy("A rendering is out of date"),
        is_exact=False,
    ),
    Source(
        section="knowledge.drafts",
        group="records",
        title=gettext_lazy("Your records that are not public"),
        urgency=45,
        waits=drafts,
        since=F("updated_at"),
        load=load_records,
        item=_draft,
        what=gettext_lazy("Your draft"),
    ),
)
