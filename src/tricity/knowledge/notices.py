"""What people are told about records: their own that came back or went public, what waits for them as reviewers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.accounts.models import User
from tricity.directory.queries import people_of
from tricity.knowledge.digests.titles import titles
from tricity.knowledge.models import Claim, Record
from tricity.notices.actions import notify
from tricity.notices.models import Notice
from tricity.notices.registry import NoticeKind, register
from tricity.translation.models import Translation
from tricity.web.text import LocalizedText


def register_kinds() -> None:
    own = {
        "record.returned": lambda notice: _("Your record came back with remarks"),
        "record.published": lambda notice: _("Your record is public now"),
        "record.change-declined": lambda notice: _(
            "The change you proposed was not made; the reason is given"
        ),
        "record.changed-by-reviewer": lambda notice: _("A reviewer changed your record"),
        "claim.accepted": _claim_accepted,
        "claim.declined": lambda notice: _("What you wrote about a record was declined; the reason is given"),
    }
    for kind, say in own.items():
        # Records that came back wait on the desk by themselves.
        register(NoticeKind(kind, say, "records", names_of, "person", on_desk=kind != "record.returned"))
    register(
        NoticeKind("review.reminder", _reminder, "reviews", names_of, "calendar", on_desk=False),
    )
    register(NoticeKind("rendering.outdated", _outdated, "renderings", names_of, "link"))


def names_of(codes: Sequence[str], language: str, user: Any) -> dict[str, LocalizedText]:
    """Code → title of the records the person may read; at most three queries."""
    from tricity.knowledge.queries import visible_records

    rows = visible_records(user).filter(code__in=codes).select_related("country", "city__country")
    found = {row.pk: row for row in rows}
    named = titles(list(found.values()), language)
    return {found[pk].code: title for pk, title in named.items()}


def tell_owner(record: Record, kind: str, *, by: Any) -> None:
    """Tell the editors of the record's owner."""
    if record.owner_id is None:
        return
    # What came back is mended where it is written; the rest is read where everybody reads it.
    url = (
        reverse("knowledge:record-edit", args=[record.code])
        if kind == "record.returned"
        else record.get_absolute_url()
    )
    notify(people_of([record.owner_id], editing=True), kind, record, url=url, by=by)


def tell_claimant(claim: Claim, kind: str, *, by: Any) -> None:
    """Tell the editors of the body that wrote about a record."""
    people = people_of([claim.organization_id], editing=True)
    notify(people, kind, claim.record, url=reverse("knowledge:claims"), by=by, wish=claim.wish)


def remind_reviewers(record: Record, people: Iterable[User]) -> None:
    notify(people, "review.reminder", record, url=reverse("knowledge:review"))


def tell_translators(record: Record, fields: Sequence[str], *, by: Any) -> None:
    """Tell those who rendered these fields that the original says something else now."""
    rows = Translation.objects.filter(
        subject_kind=Record._meta.label_lower,
        subject_id=record.pk,
        field__in=list(fields),
        translator__is_active=True,
    ).select_related("translator")
    people: dict[str, set[User]] = {}
    for row in rows.order_by("language"):
        if row.translator is not None:
            people.setdefault(row.language, set()).add(row.translator)
    for language, translators in people.items():
        url = reverse("renderings:rendering", args=["record", record.code, language])
        notify(translators, "rendering.outdated", record, url=url, by=by, language=language)


def _claim_accepted(notice: Notice) -> str:
    said = {
        Claim.Wish.CONFIRM.value: _("Your confirmation of a record was accepted"),
        Claim.Wish.CORRECT.value: _("A record was corrected as you asked"),
        Claim.Wish.WITHDRAW.value: _("A record was withdrawn as you asked"),
    }
    return said.get(str(notice.values.get("wish")), _("What you wrote about a record was accepted"))


def _reminder(notice: Notice) -> str:
    return _("A record has waited long for your review")


def _outdated(notice: Notice) -> str:
    from tricity.web.languages import language_name

    return _("The original changed; your rendering into %(language)s is of an earlier version") % {
        "language": language_name(str(notice.values.get("language", "")))
    }
