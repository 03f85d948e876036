"""Which matches are new: noted at the end of a run, for the records of bodies that have people here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from tricity.cooperation.actions.batches import BATCH, batches
from tricity.cooperation.models import Match, MatchFound, SynthesisRun
from tricity.directory.models import Membership
from tricity.knowledge.models import Participation, Record

# News for a month; after that it is found on the pages of the record like every other match.
KEPT_FOR = dt.timedelta(days=90)


def note_new_matches(run: SynthesisRun, now: dt.datetime) -> int:
    """Note the close matches of the run that no run before it had found; returns how many there are.

    Twice gives nothing new. A match that is lost and found again within ninety days is no news.
    """
    followed = followed_records().values("pk")
    rows = (
        Match.objects.filter(Q(need__in=followed) | Q(other__in=followed), run=run, is_close=True)
        .filter(~Exists(MatchFound.objects.filter(need=OuterRef("need"), other=OuterRef("other"))))
        .order_by()
        .values_list("need_id", "other_id", "score")
    )
    number = 0
    for some in batches(rows.iterator(chunk_size=BATCH)):
        MatchFound.objects.bulk_create(
            (
                MatchFound(need_id=need, other_id=other, score=score, found_at=now)
                for need, other, score in some
            ),
            ignore_conflicts=True,
        )
        number += len(some)
    still = Match.objects.filter(run=run, need=OuterRef("need"), other=OuterRef("other"))
    MatchFound.objects.filter(~Exists(still), found_at__lt=now - KEPT_FOR).delete()
    return number


def note_added(matches: Sequence[Match], now: dt.datetime) -> None:
    """Note the close ones of a few that were added to a run and are new; nothing is looked up of all others."""
    close = [each for each in matches if each.is_close]
    ids = {pk for each in close for pk in (each.need_id, each.other_id)}
    followed = set(followed_records().filter(pk__in=ids).values_list("pk", flat=True))
    MatchFound.objects.bulk_create(
        (
            MatchFound(need_id=each.need_id, other_id=each.other_id, score=each.score, found_at=now)
            for each in close
            if followed & {each.need_id, each.other_id}
        ),
        ignore_conflicts=True,
    )


def followed_records() -> QuerySet[Record]:
    """The records that are about a body somebody here acts for."""
    bodies = Membership.objects.values("organization")
    takes_part = Participation.objects.filter(record=OuterRef("pk"), organization__in=bodies)
    return Record.objects.filter(Q(owner__in=bodies) | Q(city__organizations__in=bodies) | Exists(takes_part))
