from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests import factories
from tricity.notices import registry
from tricity.notices.actions import mark_all_read, mark_read, notify, sweep
from tricity.notices.errors import UnknownKind
from tricity.notices.models import GroupChoice, Notice
from tricity.notices.queries import notices_of, unread_of
from tricity.notices.registry import NoticeKind, register
from tricity.notices.wording import worded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_kinds", {})
    register(
        NoticeKind("test.happened", lambda notice: f"{notice.count} × {notice.values['what']}", "records")
    )


def test_person_is_told_in_the_words_of_the_kind() -> None:
    person, record = factories.user(), factories.record()

    told = notify([person], "test.happened", record, url=f"/ja/needs/{record.code}/", what="returned")

    (view,) = worded(list(notices_of(person)), "ko", person)
    assert told == 1
    assert (view.says, view.url, view.is_read) == ("1 × returned", f"/ko/needs/{record.code}/", False)


def test_same_thing_again_is_counted_up_while_it_is_unread() -> None:
    person, record = factories.user(), factories.record()
    notify([person], "test.happened", record, url="/en/a/", what="first")

    notify([person], "test.happened", record, url="/en/b/", what="second")

    (row,) = notices_of(person)
    assert (row.count, row.values, row.url) == (2, {"what": "second"}, "b/")


def test_what_was_read_is_told_anew() -> None:
    person, record = factories.user(), factories.record()
    notify([person], "test.happened", record, url="/en/a/", what="first")
    mark_read(person, notices_of(person)[0].pk)

    notify([person], "test.happened", record, url="/en/a/", what="second")

    assert [(row.count, row.read_at is None) for row in notices_of(person)] == [(1, True), (1, False)]


def test_who_did_it_and_who_has_left_are_not_told() -> None:
    actor, gone, other = factories.user(), factories.user(is_active=False), factories.user()

    told = notify([actor, gone, other], "test.happened", actor, url="/en/", by=actor, what="it")

    assert told == 1
    assert [row.recipient for row in Notice.objects.all()] == [other]


def test_group_switched_off_here_is_still_for_the_digest() -> None:
    person, record = factories.user(), factories.record()
    GroupChoice.objects.create(user=person, group="records", in_app=False)

    notify([person], "test.happened", record, url="/en/", what="it")

    assert not unread_of(person).exists()
    assert Notice.objects.get(recipient=person).in_digest


def test_group_switched_off_everywhere_tells_nothing() -> None:
    person, record = factories.user(), factories.record()
    GroupChoice.objects.create(user=person, group="records", in_app=False, in_digest=False)

    assert notify([person], "test.happened", record, url="/en/", what="it") == 0
    assert not Notice.objects.exists()


def test_unknown_kind_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(UnknownKind, match=r"test\.never"):
        notify([factories.user()], "test.never", factories.record(), url="/")


def test_group_nobody_can_switch_off_is_refused() -> None:
    with pytest.raises(ValueError, match="expected one of"):
        NoticeKind("test.other", lambda _notice: "", "no such group")


def test_one_reads_only_ones_own() -> None:
    mine, others = factories.user(), factories.user()
    record = factories.record()
    notify([mine, others], "test.happened", record, url="/en/", what="it")

    mark_read(mine, unread_of(others)[0].pk)
    mark_all_read(mine)

    assert (unread_of(mine).count(), unread_of(others).count()) == (0, 1)


def test_reading_all_leaves_what_came_after_the_page_was_opened() -> None:
    person = factories.user()
    opened = timezone.now() - dt.timedelta(minutes=1)
    notify([person], "test.happened", factories.record(), url="/en/", what="it")

    mark_all_read(person, until=opened)

    assert unread_of(person).count() == 1


def test_read_notices_are_forgotten_after_ninety_days_and_unread_ones_kept() -> None:
    person = factories.user()
    for moment in (None, timezone.now()):
        notify([person], "test.happened", factories.record(), url="/en/", what="it")
        unread_of(person).filter(pk=unread_of(person).latest("pk").pk).update(read_at=moment)

    sweep(timezone.now() + dt.timedelta(days=89))
    kept = Notice.objects.count()
    sweep(timezone.now() + dt.timedelta(days=91))

    assert (kept, [row.read_at for row in Notice.objects.all()]) == (2, [None])
