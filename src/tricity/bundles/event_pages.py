"""The pages of an event for a reader of one language: what the site shows, without what only a site can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from tricity.bundles.contents import NOBODY, Contents
from tricity.bundles.moments import Moment, length_ms, moment, recording_name
from tricity.bundles.record_pages import candidate_name
from tricity.bundles.rendering import Page, Section
from tricity.cooperation.digests import OpportunityView
from tricity.events.digests import EventPage, ResourceView, SessionView, TalkView, present_page
from tricity.replay.chapters import chapters
from tricity.replay.digests.parts import part_name
from tricity.rooms.digests import QuestionView, question_views
from tricity.rooms.following import FollowUp, follow_ups
from tricity.web.languages import reader_language

INDEX, PROGRAMME, QUESTIONS, FILES, RECORDS = (
    f"{name}.html" for name in ("index", "programme", "questions", "files", "records")
)


@dataclass(frozen=True, slots=True)
class SessionOfBundle:
    """A session with where it begins in the recording, and its candidates by the names of their pages."""

    session: SessionView
    begins: Moment | None
    candidates: tuple[tuple[str, OpportunityView], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and where in the recording it was answered aloud."""

    question: QuestionView
    answered: Moment | None
    session: SessionView | None


def sections_of(contents: Contents) -> list[Section]:
    """What the reader can go to; only what there is. The reader's language must be the active one."""
    offered = [
        Section(INDEX, _("Event")),
        Section(PROGRAMME, _("Programme")),
        *_recordings(contents),
        Section(QUESTIONS, _("Questions and answers")) if contents.questions else None,
        Section(FILES, _("Files and links")) if contents.event.resources.exists() else None,
        Section(RECORDS, _("Records")) if contents.candidates else None,
    ]
    return [section for section in offered if section is not None]


def _recordings(contents: Contents) -> list[Section]:
    """A lone one needs no name of its own."""
    language = reader_language()
    is_alone = len(contents.recordings) == 1
    return [
        Section(recording_name(each), _("Recording") if is_alone else str(part_name(each.replay, language)))
        for each in contents.recordings
    ]


def pages_of(contents: Contents, language: str) -> list[Page]:
    """Event, programme, questions, files; the language must be the active one, the event's zone the current one."""
    page = _carried(present_page(contents.event, language, user=NOBODY), contents)
    title = str(page.event.title)
    shared: Mapping[str, Any] = {"event": page.event, "content": page}
    made = [
        Page(INDEX, "bundles/event.html", title, shared, INDEX),
        Page(
            PROGRAMME,
            "bundles/programme.html",
            _("Programme"),
            {**shared, "rows": _sessions(page, contents, language)},
            PROGRAMME,
        ),
    ]
    if contents.questions:
        context = {**shared, "asked": _questions(page, contents, language)}
        made.append(Page(QUESTIONS, "bundles/questions.html", _("Questions and answers"), context, QUESTIONS))
    if page.resources or any(session.resources for session in page.sessions):
        made.append(
            Page(FILES, "bundles/files.html", _("Files and links"), {**shared, "groups": _files(page)}, FILES)
        )
    return made


def sessions_by_candidate(contents: Contents, language: str) -> dict[int, list[SessionView]]:
    """Candidate id → the sessions on whose programme it stands."""
    found: dict[int, list[SessionView]] = {}
    for session in present_page(contents.event, language, user=NOBODY).sessions:
        for candidate in session.candidates:
            found.setdefault(candidate.pk, []).append(session)
    return found


def _carried(page: EventPage, contents: Contents) -> EventPage:
    """The page without addresses of the site: files lie in the bundle, bodies are named and not linked."""
    return replace(
        page,
        sessions=tuple(
            replace(
                session,
                talks=tuple(_talk(talk) for talk in session.talks),
                resources=_resources(session.resources, contents),
            )
            for session in page.sessions
        ),
        resources=_resources(page.resources, contents),
    )


def _talk(talk: TalkView) -> TalkView:
    return replace(talk, organization_url="")


def _resources(given: tuple[ResourceView, ...], contents: Contents) -> tuple[ResourceView, ...]:
    links = [each for each in given if each.is_link]
    files = [
        replace(each, url=f"../files/{contents.files[each.pk]}")
        for each in given
        if each.pk in contents.files
    ]
    order = {each.pk: number for number, each in enumerate(given)}
    return tuple(sorted([*links, *files], key=lambda each: order[each.pk]))


def _sessions(page: EventPage, contents: Contents, language: str) -> list[SessionOfBundle]:
    begins: dict[int, Moment] = {}
    for recorded in contents.recordings:
        for chapter in chapters(recorded.replay, language):
            ms = chapter.at_ms - recorded.origin_ms
            if chapter.session_id is not None and 0 <= ms < length_ms(recorded):
                begins.setdefault(chapter.session_id, moment(recorded, ms, language))
    return [
        SessionOfBundle(
            session,
            begins.get(session.pk),
            tuple((candidate_name(each.code), each) for each in session.candidates),
        )
        for session in page.sessions
    ]


def _questions(page: EventPage, contents: Contents, language: str) -> list[Asked]:
    """In the site's order. Who asked is not carried away, nor what a moderator hid and somebody merged before."""
    sessions = {session.pk: session for session in page.sessions}
    followed = follow_ups(contents.event, contents.questions, language, NOBODY)
    views = question_views(contents.questions, language, with_merged=True, followed=followed)
    return [
        Asked(
            _nameless(view),
            _answered(view, contents, language),
            sessions.get(view.session_id) if view.session_id is not None else None,
        )
        for view in views
    ]


def _nameless(view: QuestionView) -> QuestionView:
    also = tuple(_nameless(each) for each in view.also if each.state == "open")
    # What it became is named and not linked: its page is on the site, not in the bundle.
    became = tuple(replace(each, url="") for each in view.followed.became)
    return replace(view, asker="", reason=None, also=also, merged_count=len(also), followed=FollowUp(became))


def _answered(view: QuestionView, contents: Contents, language: str) -> Moment | None:
    if view.answered_at is None:
        return None
    since_start = round((view.answered_at - contents.event.starts_at).total_seconds() * 1000)
    for recorded in contents.recordings:
        ms = since_start - recorded.origin_ms
        if recorded.shows(view.session_id) and 0 <= ms < length_ms(recorded):
            return moment(recorded, ms, language)
    return None


def _files(page: EventPage) -> list[tuple[Any, tuple[ResourceView, ...]]]:
    """Of the whole event first, then by session in the programme's order."""
    groups: list[tuple[Any, tuple[ResourceView, ...]]] = [(None, page.resources)]
    groups += [(session, session.resources) for session in page.sessions]
    return [(session, rows) for session, rows in groups if rows]
