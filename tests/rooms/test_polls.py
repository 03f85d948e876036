from __future__ import annotations

import pytest

from tests import factories
from tests.rooms.conftest import poll, told
from tricity.accounts.models import User
from tricity.events.models import Event
from tricity.rooms import actions, queries
from tricity.rooms.digests import poll_views
from tricity.rooms.errors import BadBallot, NotOpen
from tricity.rooms.models import Ballot, Poll

pytestmark = pytest.mark.django_db


def counted(made: Poll) -> list[tuple[int, int]]:
    return list(made.options.order_by("position").values_list("chosen", "points"))


def test_everybody_answers_once_and_may_change_it(forum: Event, asker: User) -> None:
    made = poll(forum)
    first, second, _third = made.options.all()

    actions.answer_poll(made, by=asker, ranks={first.pk: 1})
    actions.answer_poll(made, by=asker, ranks={second.pk: 1})
    actions.answer_poll(made, by=factories.user(), ranks={second.pk: 1})

    assert counted(made) == [(0, 0), (2, 0), (0, 0)]
    assert Poll.objects.get().ballots_count == Ballot.objects.count() == 2


def test_several_answers_are_each_counted(forum: Event, asker: User) -> None:
    made = poll(forum, "multiple")
    first, second, _third = made.options.all()

    actions.answer_poll(made, by=asker, ranks={first.pk: 1, second.pk: 1})

    assert counted(made) == [(1, 0), (1, 0), (0, 0)]


def test_ranking_gives_as_many_points_as_there_are_answers(forum: Event, asker: User) -> None:
    made = poll(forum, "ranking")
    first, second, third = made.options.all()

    actions.answer_poll(made, by=asker, ranks={third.pk: 1, first.pk: 2})
    actions.answer_poll(made, by=factories.user(), ranks={third.pk: 1, second.pk: 2, first.pk: 3})
    assert counted(made) == [(0, 3), (0, 2), (2, 6)]

    actions.answer_poll(made, by=asker, ranks={first.pk: 1})
    assert counted(made) == [(1, 4), (0, 2), (1, 3)]


@pytest.mark.parametrize(
    ("kind", "ranks"),
    [
        ("single", {}),
        ("single", {0: 1, 1: 1}),
        ("multiple", {99: 1}),
        ("ranking", {0: 1, 1: 1}),
        ("ranking", {0: 2}),
        ("ranking", {0: 0}),
    ],
)
def test_answers_that_do_not_fit_are_refused(
    forum: Event, asker: User, kind: str, ranks: dict[int, int]
) -> None:
    made = poll(forum, kind)
    ids = [option.pk for option in made.options.all()]
    chosen = {ids[place] if place < len(ids) else 0: rank for place, rank in ranks.items()}

    with pytest.raises(BadBallot):
        actions.answer_poll(made, by=asker, ranks=chosen)
    assert not Ballot.objects.exists()


def test_poll_that_is_not_open_takes_no_answers(forum: Event, asker: User) -> None:
    made = poll(forum)
    option = made.options.first()
    assert option is not None
    actions.close_poll(made, by=None)

    with pytest.raises(NotOpen):
        actions.answer_poll(made, by=asker, ranks={option.pk: 1})


def test_poll_that_was_opened_is_neither_changed_nor_deleted(forum: Event) -> None:
    made = poll(forum)

    with pytest.raises(NotOpen):
        actions.save_poll(forum, made, kind="single", texts={"en": "?"}, options=[], by=None)
    with pytest.raises(NotOpen):
        actions.delete_poll(made, by=None)


def test_results_are_seen_when_the_moderator_shows_them(forum: Event, asker: User) -> None:
    made = poll(forum)
    option = made.options.first()
    assert option is not None
    actions.answer_poll(made, by=asker, ranks={option.pk: 1})
    rows = queries.polls_of(forum, f"user:{asker.pk}")

    (hidden,), (for_moderators,) = poll_views(rows, "en"), poll_views(rows, "en", sees_all=True)
    assert (hidden.is_counted, for_moderators.is_counted) == (False, True)
    assert [each.own_rank for each in hidden.options] == [1, 0, 0]

    actions.show_results(made, by=None)
    (shown,) = poll_views(queries.polls_of(forum), "en")
    assert shown.is_counted
    assert [(each.count, each.share) for each in shown.options] == [(1, 100), (0, 0), (0, 0)]
    assert [row.data["change"] for row in told(forum, "poll")] == ["opened", "results-shown"]


def test_polls_not_opened_are_for_moderators(forum: Event) -> None:
    actions.save_poll(
        forum, None, kind="single", texts={"en": "?"}, options=[{"en": "a"}, {"en": "b"}], by=None
    )

    assert queries.polls_of(forum) == []
    assert len(queries.polls_of(forum, drafts=True)) == 2
