"""Reports by members, decisions of moderators, people one wants to hear nothing from."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from tricity.activity.actions import record
from tricity.discussion import notifying, rules
from tricity.discussion.actions.posting import forget
from tricity.discussion.errors import DecidedAlready, NotAMember, TooMuch
from tricity.discussion.models import Block, Message, Post, Report
from tricity.discussion.queries.moderation import open_reports
from tricity.discussion.registry import spoken_for
from tricity.web.errors import Refused

MOST_REPORTS_A_DAY = 20
ENOUGH_REPORTS = 3  # of as many people: the post waits for a moderator meanwhile
Outcome = Report.Outcome


@transaction.atomic
def report_post(row: Post, *, by: Any, reason: str, text: str, language: str) -> Report:
    """Ask the moderators to look at a post; once a person. Reported by three people it waits for them unseen.

    Raises NotAMember, TooMuch.
    """
    if not rules.may_report(by, row):
        raise NotAMember
    report = _report(by, reason=reason, text=text, language=language, post=row)
    record("post.reported", row, by=by, reason=reason)
    if open_reports(post=row).count() >= ENOUGH_REPORTS:
        Post.objects.filter(pk=row.pk, state=Post.State.VISIBLE, decided_at=None).update(
            state=Post.State.HELD
        )
    return report


@transaction.atomic
def report_message(row: Message, *, by: Any, reason: str, text: str, language: str) -> Report:
    """Ask the moderators to look at a message somebody wrote to one. Raises NotAMember, TooMuch."""
    if not rules.takes_part(by, row.conversation) or row.author_id == by.pk or row.is_hidden:
        raise NotAMember
    report = _report(by, reason=reason, text=text, language=language, message=row)
    record("message.reported", row, by=by, reason=reason)
    return report


@transaction.atomic
def decide_post(row: Post, *, by: Any, hide: bool, reason: str, language: str) -> Post:
    """Show a post to everybody, or hide it and tell the author why; settles what was reported.

    Raises Refused, and DecidedAlready where nothing waits.
    """
    row = Post.objects.select_for_update().select_related("thread").get(pk=row.pk)
    if not rules.may_moderate(by, row):
        raise _not_a_moderator()
    wanted = Post.State.HIDDEN if hide else Post.State.VISIBLE
    was_held = row.state == Post.State.HELD
    if row.state == wanted and not open_reports(post=row).exists():
        raise DecidedAlready
    row.state = wanted
    _tell(row, by=by, reason=reason, language=language)
    _settle(hide, post=row)
    if row.deleted_at is not None:
        forget(row)
    record("post.hidden" if hide else "post.kept", row, by=by)
    notifying.decided(row)
    if was_held and not hide:
        notifying.posted(row)
    return row


@transaction.atomic
def decide_message(row: Message, *, by: Any, hide: bool, reason: str, language: str) -> Message:
    """Leave a reported message, or take it away and tell its author why. Raises Refused, DecidedAlready."""
    row = Message.objects.select_for_update().select_related("conversation").get(pk=row.pk)
    if not rules.may_judge(by, row):
        raise _not_a_moderator()
    if not open_reports(message=row).exists():
        raise DecidedAlready
    row.is_hidden = hide
    _tell(row, by=by, reason=reason, language=language)
    _settle(hide, message=row)
    record("message.hidden" if hide else "message.kept", row, by=by)
    return row


def look_at_message(row: Message, *, by: Any) -> None:
    """Note that a moderator has read a private message and its neighbours."""
    record("message.looked-at", row, by=by)


def block(person: Any, *, by: Any) -> None:
    """Hear nothing more from a person, who is not told."""
    if person.pk != by.pk:
        Block.objects.get_or_create(user=by, person=person)


def unblock(person: Any, *, by: Any) -> None:
    Block.objects.filter(user=by, person=person).delete()


def _report(by: Any, *, reason: str, text: str, language: str, **of: Any) -> Report:
    if not spoken_for(by):
        raise NotAMember
    day = timezone.now() - dt.timedelta(days=1)
    if Report.objects.filter(by=by, created_at__gt=day).count() >= MOST_REPORTS_A_DAY:
        raise TooMuch
    made = {"reason": reason, "text": text, "language": language}
    return Report.objects.get_or_create(by=by, **of, defaults=made)[0]


def _tell(row: Post | Message, *, by: Any, reason: str, language: str) -> None:
    row.decided_by, row.decided_at = by, timezone.now()
    row.reason, row.reason_language = reason, language if reason else ""
    row.save()


def _settle(hide: bool, **of: Any) -> None:
    outcome = Outcome.HIDDEN if hide else Outcome.KEPT
    Report.objects.filter(outcome="", **of).update(outcome=outcome, decided_at=timezone.now())


def _not_a_moderator() -> Refused:
    return Refused(
        gettext("Only moderators of its countries decide about this, and nobody about their own words.")
    )
