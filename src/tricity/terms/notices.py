"""What people are told about the terms they proposed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tricity.notices.actions import notify
from tricity.notices.models import Notice
from tricity.notices.registry import NoticeKind, register
from tricity.terms import rules
from tricity.terms.models import Proposal
from tricity.terms.proposal_digests import proposal_views
from tricity.web.languages import language_name
from tricity.web.text import LocalizedText


def register_kinds() -> None:
    register(NoticeKind("term.approved", _approved, "terms", names_of, "check"))
    register(NoticeKind("term.returned", _returned, "terms", names_of, "arrow"))
    register(NoticeKind("term.undone", _undone, "terms", names_of, "arrow"))


def names_of(codes: Sequence[str], language: str, user: Any) -> dict[str, LocalizedText]:
    """Code → topic of the proposals the person may read; two queries."""
    rows = Proposal.objects.filter(code__in=codes).select_related("by", "decided_by")
    readable = [row for row in rows if rules.may_read(user, row)]
    return {view.row.code: view.topic for view in proposal_views(readable, language)}


def tell_proposer(proposal: Proposal, kind: str, *, by: Any) -> None:
    """Tell who made the proposal; nobody where that account is gone."""
    if proposal.by is not None:
        url = proposal.get_absolute_url()
        notify([proposal.by], kind, proposal, url=url, by=by, language=proposal.language)


def _approved(notice: Notice) -> str:
    if not notice.values.get("language"):
        return _("The change among the topics you proposed was approved")
    return _("The term you proposed was approved (%(language)s)") % _values(notice)


def _returned(notice: Notice) -> str:
    if not notice.values.get("language"):
        return _("The change among the topics you proposed came back with a remark")
    return _("The term you proposed came back with a remark (%(language)s)") % _values(notice)


def _undone(_notice: Notice) -> str:
    return _("The change among the topics you proposed was undone")


def _values(notice: Notice) -> dict[str, str]:
    return {"language": language_name(str(notice.values.get("language", "")))}
