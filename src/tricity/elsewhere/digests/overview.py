from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tricity.elsewhere import queries
from tricity.elsewhere.models import BroughtFile
from tricity.events.digests.sessions import session_title
from tricity.events.models import Event
from tricity.members.models import written
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class SessionRow:
    """`registered` and `others` are who came elsewhere; None where no list was brought in."""

    pk: int
    title: LocalizedText
    registered: int | None
    others: int | None


@dataclass(frozen=True, slots=True)
class FileRow:
    """`told` is how many people or questions of the room the file tells of."""

    pk: int
    name: LocalizedText
    kind: str
    platform: str
    session: LocalizedText | None
    brought_at: dt.datetime
    by: LocalizedText | None
    is_list: bool
    told: int
    others: int
    stands: bool
    taken_back_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Overview:
    sessions: tuple[SessionRow, ...]
    files: tuple[FileRow, ...]


def overview(event: Event, language: str) -> Overview:
    """Sessions in their order, files the newest first; four queries."""
    came = {each.session_id: each for each in queries.came(event)}
    rows = []
    for session in event.sessions.all():
        told = came.get(session.pk)
        rows.append(
            SessionRow(
                session.pk,
                session_title(session, language),
                told.registered if told else None,
                told.others if told else None,
            )
        )
    return Overview(tuple(rows), tuple(_file(each, language) for each in queries.files_of(event)))


def _file(row: BroughtFile, language: str) -> FileRow:
    is_list = row.kind == BroughtFile.Kind.ATTENDANCE
    told = row.people if is_list else row.number_asked  # type: ignore[attr-defined]  # counted by the query
    return FileRow(
        pk=row.pk,
        name=written(row.name, language),
        kind=str(row.get_kind_display()),
        platform=str(row.get_platform_display()),
        session=session_title(row.session, language) if row.session else None,
        brought_at=row.brought_at,
        by=written(row.by.display_name, language) if row.by else None,
        is_list=is_list,
        told=told,
        others=len(row.unmatched),
        stands=row.stands,
        taken_back_at=row.taken_back_at,
    )
