from __future__ import annotations

import threading
from unittest.mock import patch

import pytest
from django.db import connection, transaction

from tricity.events import roomclock
from tricity.events.models import RoomClock
from tricity.events.roomclock import tick


@pytest.mark.django_db
def test_moments_count_from_one_in_each_room() -> None:
    assert [tick("a").seq, tick("a").seq, tick("b").seq] == [1, 2, 1]


@pytest.mark.django_db
def test_clock_set_back_does_not_turn_time_back() -> None:
    with patch.object(roomclock, "now_ms", side_effect=[5_000, 1_000, 6_000]):
        moments = [tick("a").at_ms for _ in range(3)]

    assert moments == [5_000, 5_000, 6_000]


@pytest.mark.django_db
def test_a_restarted_process_goes_on_from_the_row() -> None:
    RoomClock.objects.create(room="a", seq=41, at_ms=9_000_000_000_000)

    moment = tick("a")

    assert (moment.seq, moment.at_ms) == (42, 9_000_000_000_000)


@pytest.mark.django_db
def test_moment_of_a_deed_that_failed_is_given_out_again() -> None:
    with transaction.atomic():
        tick("a")
        transaction.set_rollback(True)

    assert tick("a").seq == 1


@pytest.mark.django_db(transaction=True)
def test_moments_given_to_many_at_once_have_no_gap() -> None:
    seen: list[int] = []

    def speak() -> None:
        seen.extend(tick("a").seq for _ in range(10))
        connection.close()

    threads = [threading.Thread(target=speak) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(seen) == list(range(1, 41))
