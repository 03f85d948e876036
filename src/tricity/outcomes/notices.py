"""What people are told about what they asked, and about what was passed on to their organizations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from tricity.accounts.models import User
from tricity.directory.models import Membership
from tricity.notices.actions import notify
from tricity.notices.models import Notice
from tricity.notices.registry import NoticeKind, register
from tricity.outcomes import rules
from tricity.outcomes.models import Outcome, State
from tricity.outcomes.queries import with_events
from tricity.web.text import LocalizedText

ON_AGENDA = "on-agenda"
EDITING = (Membership.Role.EDITOR, Membership.Role.ADMINISTRATOR)


def register_kinds() -> None:
    register(NoticeKind("outcome.of-question", _of_question, "events", sayings_named, "check"))
    register(NoticeKind("outcome.passed-on", _passed_on, "events", sayings_named, "arrow"))


def tell_askers(row: Outcome, *, by: Any, state: str = "") -> None:
    """Tell those with an account who asked the question, or one that was merged into it.

    `state` is what there is to tell, where it is not the state of the row.
    """
    if row.question is None:
        return
    asked = Q(pk=row.question.author_id) | Q(pk__in=row.question.merged.exclude(author=None).values("author"))
    people = User.objects.filter(asked)
    notify(people, "outcome.of-question", row, url=row.get_absolute_url(), by=by, state=state or row.state)


def tell_body(row: Outcome, *, by: Any) -> None:
    """Tell the editors of the organization something is passed on to."""
    if row.passed_to is None:
        return
    people = User.objects.filter(
        memberships__organization=row.passed_to, memberships__role__in=EDITING
    ).distinct()
    notify(people, "outcome.passed-on", row, url=row.get_absolute_url(), by=by)


def sayings_named(codes: Sequence[str], language: str, user: Any) -> dict[str, LocalizedText | str]:
    """Code → the first words, of those the person may read."""
    rows = with_events(Outcome.objects.filter(code__in=codes).select_related("question", "replay"))
    return {
        row.code: LocalizedText(_short(row.text), row.language) for row in rows if rules.may_quote(user, row)
    }


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 80 else f"{plain[:79]}…"


def _of_question(notice: Notice) -> str:
    sentences = {
        State.TAKEN_UP.value: _("Your question was taken up; a draft is being prepared"),
        State.PASSED_ON.value: _("Your question was passed on to an organization"),
        State.NOT_PURSUED.value: _("Your question is not pursued; the reason is given"),
        ON_AGENDA: _("Your question is on the programme of a later event"),
    }
    return sentences.get(notice.values.get("state", ""), _("Your question was noted as an open point"))


def _passed_on(notice: Notice) -> str:
    return _("Something said at an event was passed on to your organization")
