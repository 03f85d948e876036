"""What people are told about harvests and possible duplicates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.directory.models import Organization
from tricity.directory.names import organization_name
from tricity.directory.queries import people_of
from tricity.harvest.models import Run
from tricity.harvest.queries import runs, visible_sources
from tricity.notices.actions import notify
from tricity.notices.models import Notice
from tricity.notices.registry import NoticeKind, register
from tricity.web.text import LocalizedText


def register_kinds() -> None:
    register(NoticeKind("harvest.failed", _failed, "records", runs_named, "arrow"))
    # The pairs wait on the desk by themselves.
    register(NoticeKind("harvest.duplicates", _duplicates, "records", bodies_named, "link", on_desk=False))


def runs_named(codes: Sequence[str], language: str, user: Any) -> dict[str, LocalizedText]:
    """Code → name of the source, of those the person keeps."""
    rows = runs().filter(code__in=codes, source__in=visible_sources(user).values("pk"))
    return {row.code: row.source.shown_name for row in rows}


def bodies_named(codes: Sequence[str], language: str, user: Any) -> dict[str, LocalizedText]:
    """Code → name of the body whose record may be there twice."""
    rows = Organization.objects.filter(code__in=codes, memberships__user=user)
    return {row.code: organization_name(row, language) for row in rows}


def tell_keepers(run: Run) -> None:
    """Tell who started the harvest that it broke off, else the editors of the source's body."""
    people = [run.by] if run.by is not None else people_of([run.source.owner_id], editing=True)
    notify(people, "harvest.failed", run, url=run.get_absolute_url())


def tell_editors(owners: Iterable[int]) -> None:
    """Tell the editors of these bodies that a record of theirs may be there twice."""
    for body in Organization.objects.filter(pk__in=set(owners), deleted_at=None).order_by("pk"):
        people = people_of([body.pk], editing=True)
        notify(people, "harvest.duplicates", body, url=reverse("harvest:duplicates"))


def _failed(notice: Notice) -> str:
    return _("A harvest broke off; what went wrong is listed")


def _duplicates(notice: Notice) -> str:
    said = ngettext("%(count)d record may be here twice", "%(count)d records may be here twice", notice.count)
    return said % {"count": notice.count}
