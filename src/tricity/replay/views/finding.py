from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from tricity.events.models import Event
from tricity.events.views.finding import event_to_see
from tricity.replay import queries, rules
from tricity.replay.actions import first_replay
from tricity.replay.models import CaptionTrack, Replay


def replay_to_watch(request: HttpRequest, code: str, which: int) -> Replay:
    """The replay at this address; one that is not published is not there for those who may not see it. Raises Http404."""
    event = event_to_see(request, code)
    replay = queries.replay_of(event, which)
    if replay is None or not rules.may_watch(request.user, event, replay):
        raise Http404
    return replay


def event_to_prepare(request: HttpRequest, code: str) -> Event:
    """The event, for those who prepare its replays. Raises Http404, PermissionDenied."""
    event = event_to_see(request, code)
    if not rules.may_prepare(request.user, event):
        raise PermissionDenied
    return event


def replay_to_prepare(request: HttpRequest, code: str, which: int) -> Replay:
    """The replay, for those who prepare it; the first of an event is there as soon as it is looked for."""
    event = event_to_prepare(request, code)
    replay = queries.replay_of(event, which) or (first_replay(event) if which == 1 else None)
    if replay is None:
        raise Http404
    return replay


def track_to_read(request: HttpRequest, code: str, which: int, language: str) -> CaptionTrack:
    return _track(replay_to_watch(request, code, which), language)


def track_to_correct(request: HttpRequest, code: str, which: int, language: str) -> CaptionTrack:
    """For those who may correct captions. Raises Http404, PermissionDenied."""
    replay = replay_to_watch(request, code, which)
    if not rules.may_correct(request.user, replay.event, replay):
        raise PermissionDenied
    return _track(replay, language)


def _track(replay: Replay, language: str) -> CaptionTrack:
    track = replay.caption_tracks.filter(language=language).first()
    if track is None:
        raise Http404
    track.replay = replay
    return track
