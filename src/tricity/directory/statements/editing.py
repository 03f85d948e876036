"""One form of a statement: shown, previewed, saved; and what two people changed at the same time."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from tricity.directory.errors import ChangedMeanwhile
from tricity.directory.models import Organization
from tricity.directory.names import DisplayName, display, organization_display
from tricity.directory.statements import actions, queries
from tricity.directory.statements.choices import Section, ServiceKind
from tricity.directory.statements.digests import StatementView, views
from tricity.directory.statements.forms import StatementForm, form_of
from tricity.directory.statements.models import Service, Statement
from tricity.directory.statements.pages import Change, field_label
from tricity.directory.statements.rules import Owner, speaks_for
from tricity.directory.statements.values import Values, merge, put, values_of
from tricity.renderings.differences import diff_pieces
from tricity.web.languages import reader_language

PREVIEW, PUBLISH = "preview", "publish"


class Editing:
    """The request's form for `row`, or for a new statement of `owner`.

    After `save`: `status` is that of the answer, `preview` the statement as it would look, `conflicts` the fields both
    changed, each as the difference of theirs from mine; the form then holds mine, and theirs where I changed nothing.
    """

    def __init__(
        self, request: HttpRequest, model: type[Statement], *, owner: Owner, row: Statement | None
    ) -> None:
        self.request, self.model, self.owner, self.row = request, model, owner, row
        self.form: StatementForm = form_of(model)(
            request.POST or None,
            owner=owner,
            row=row,
            speaks=speaks_for(request.user, owner),
            initial=_asked(request) if row is None else None,
        )
        self.status = HTTPStatus.OK
        self.preview: StatementView | None = None
        self.conflicts: list[Change] = []
        self.is_conflict = False

    def save(self) -> Statement | None:
        """The statement if it was saved; None where the form is to be shown (again)."""
        if self.request.method != "POST":
            return None
        if not self.form.is_valid():
            self.status = HTTPStatus.UNPROCESSABLE_ENTITY
            return None
        values = self.form.plain_values()
        if self.request.POST.get("do") == PREVIEW:
            self.preview = self._previewed(values)
            return None
        how = {
            "by": self.request.user,
            "confirm": self.form.cleaned_data.get("confirm", False),
            "publish": self.request.POST.get("do") == PUBLISH,
        }
        if self.row is None:
            return actions.write(self.owner, values, **how)
        try:
            return actions.change(self.row, values, seen=self.form.cleaned_data["version"], **how)
        except ChangedMeanwhile:
            self._join(values)
            return None

    def _previewed(self, values: Values) -> StatementView:
        row = self.row or actions.new(self.owner)
        put(row, values)
        row.created_at = row.created_at or timezone.now()
        return views([row], reader_language())[0]

    def _join(self, mine: Values) -> None:
        """Show what both changed; nothing of either is lost."""
        assert self.row is not None
        row = queries.statements(self.model).get(pk=self.row.pk)
        kept = queries.versions(row).filter(number__lte=self.form.cleaned_data["version"]).first()
        theirs = values_of(row)
        joined = merge(kept.values if kept else theirs, mine, theirs)
        self.conflicts = [
            Change(field_label(row, name), tuple(diff_pieces(theirs[name], mine[name])))
            for name in joined.conflicts
        ]
        self.form.start_from(row, joined.values)
        self.row, self.is_conflict, self.status = row, True, HTTPStatus.CONFLICT

    def _heading(self) -> str:
        if self.model is Service:
            return _("Edit what it does for cities") if self.row else _("State a service for cities")
        return _("Edit an entry of the country card") if self.row else _("Write an entry of the country card")

    def context(self) -> dict[str, Any]:
        return {
            "form": self.form,
            "row": self.row,
            "heading": self._heading(),
            "owner_name": str(owner_display(self.owner, reader_language())),
            "previewed": self.preview,  # `preview` is the picture of links to the page
            "conflicts": self.conflicts,
            "is_conflict": self.is_conflict,
            "current": views([self.row], reader_language())[0] if self.row and self.is_conflict else None,
            "back": (self.row or self.owner).get_absolute_url(),
            "is_public": self.row is not None and self.row.is_public,
        }


def owner_display(owner: Owner, language: str) -> DisplayName:
    if isinstance(owner, Organization):
        return organization_display(owner, language)
    return display(owner.names, language, owner.language)


def _asked(request: HttpRequest) -> dict[str, str]:
    """The kind or section the link of an empty place names."""
    kind, section = request.GET.get("kind", ""), request.GET.get("section", "")
    return {
        **({"kind": kind} if kind in ServiceKind.values else {}),
        **({"section": section} if section in Section.values else {}),
    }
