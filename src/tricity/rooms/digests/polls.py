from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tricity.events.digests import texts
from tricity.rooms.models import Poll, PollKind, PollOption, PollState
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class OptionView:
    """`count` is how many chose it (of a ranking its points), `share` in hundredths of the largest possible number."""

    pk: int
    text: LocalizedText
    own_rank: int
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class PollView:
    """`places` are the places one may give in a ranking; `is_counted` says that the reader may see the results."""

    code: str
    kind: str
    kind_label: str
    text: LocalizedText
    state: str
    state_label: str
    is_open: bool
    is_draft: bool
    is_counted: bool
    shows_results: bool
    ballots: int
    has_answered: bool
    options: tuple[OptionView, ...]
    places: tuple[int, ...]


def poll_views(options: Iterable[PollOption], reader: str, *, sees_all: bool = False) -> list[PollView]:
    """Polls in order, of their options with `poll` and `own_rank`; no query. `sees_all`: results that are not shown, too."""
    by_poll: dict[int, list[PollOption]] = {}
    for option in options:
        by_poll.setdefault(option.poll_id, []).append(option)
    return [_view(rows[0].poll, rows, reader, sees_all=sees_all) for rows in by_poll.values()]


def _view(poll: Poll, rows: list[PollOption], reader: str, *, sees_all: bool) -> PollView:
    options = tuple(_option(row, poll, len(rows), reader) for row in rows)
    return PollView(
        code=poll.code,
        kind=poll.kind,
        kind_label=poll.get_kind_display(),
        text=_text(poll.texts, reader),
        state=poll.state,
        state_label=poll.get_state_display(),
        is_open=poll.state == PollState.OPEN,
        is_draft=poll.state == PollState.DRAFT,
        is_counted=poll.state != PollState.DRAFT and (sees_all or poll.shows_results),
        shows_results=poll.shows_results,
        ballots=poll.ballots_count,
        has_answered=any(option.own_rank for option in options),
        options=options,
        places=tuple(range(1, len(rows) + 1)),
    )


def _option(row: PollOption, poll: Poll, number: int, reader: str) -> OptionView:
    is_ranking = poll.kind == PollKind.RANKING
    count = row.points if is_ranking else row.chosen
    most = poll.ballots_count * (number if is_ranking else 1)
    return OptionView(
        pk=row.pk,
        text=_text(row.texts, reader),
        own_rank=int(getattr(row, "own_rank", 0)),
        count=count,
        share=round(100 * count / most) if most else 0,
    )


def _text(given: dict[str, str], reader: str) -> LocalizedText:
    """In the reader's language, else in one in which it was written: an answer must be read to be chosen."""
    return texts.readable(given, reader) or name_in(given, reader)
