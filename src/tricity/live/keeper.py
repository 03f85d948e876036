"""Keeps one room up to date from the site, and brings those who lag to where it is."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Protocol, cast

from tricity.live import frames
from tricity.live.asking import Ask
from tricity.live.errors import Refused, SiteAway
from tricity.live.events import Event, Tail
from tricity.live.positions import Position
from tricity.live.room import Reader, Room

logger = logging.getLogger(__name__)

# How often a room is looked at although nothing was announced: an announcement may be lost.
LOOK_SECONDS = 5.0
# Least time between two questions about a room, so that a storm of votes asks no more often than that.
BREATH_SECONDS = 0.05
PAUSE_AFTER_ERROR_SECONDS = 0.5
COUNTERS_SECONDS = 1.0
PAGE = 500
# Who is further back reads the page anew, which is quicker than a replay.
FURTHEST_BEHIND = 20_000


class Viewer(Reader, Protocol):
    """`position` counts where `has_position`; the site must be asked for what came after `read_to`."""

    read_to: int
    has_position: bool
    has_token: bool

    def accept(self) -> None: ...

    def refuse(self, status: int, reason: str) -> None: ...

    def close(self) -> None: ...


class Keeper:
    """`gone` is called with the room's name when nothing can be watched there any more."""

    def __init__(self, name: str, ask: Ask, gone: Callable[[str], None]) -> None:
        self.name = name
        self.room: Room | None = None
        self.is_public = False
        self._ask, self._gone = ask, gone
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        self._arriving: set[Viewer] = set()
        self._ahead: set[Viewer] = set()
        self._behind: dict[int, set[Viewer]] = defaultdict(set)
        self._helping: set[asyncio.Task[None]] = set()
        self._flushed_at = 0.0
        self._flush: asyncio.TimerHandle | None = None
        self._task = asyncio.create_task(self._run(), name=f"room {name}")

    # --- What the hub tells ---------------------------------------------------------------------------------

    def heard(self, seq: int) -> None:
        """The site says that there is something up to `seq`."""
        if self.room is None or seq > self.room.head:
            self._news.set()

    def add(self, viewer: Viewer) -> None:
        """Let a viewer in as soon as the room is known."""
        if self.room is None:
            self._arriving.add(viewer)
        else:
            self._admit(self.room, viewer)

    def remove(self, viewer: Viewer) -> None:
        """The viewer's connection has ended."""
        self._arriving.discard(viewer)
        self._ahead.discard(viewer)
        for waiting in self._behind.values():
            waiting.discard(viewer)
        if self.room is not None:
            self.room.leave(viewer)

    @property
    def is_empty(self) -> bool:
        return not (
            self._arriving
            or self._ahead
            or any(self._behind.values())
            or (self.room is not None and self.room.groups)
        )

    def end(self) -> None:
        self._task.cancel()
        for task in self._helping:
            task.cancel()
        if self._flush is not None:
            self._flush.cancel()

    # --- Following the site ---------------------------------------------------------------------------------

    async def _run(self) -> None:
        try:
            await self._keep()
        except Exception:  # whatever it is, those who watch come back to a room that is opened anew
            logger.exception("a room met an error")
            self._dismiss(None)

    async def _keep(self) -> None:
        try:
            first = await self._ask(self.name, 0, 0)
        except SiteAway as error:
            logger.warning("the site does not answer the hub: %s", error)
            self._dismiss(None)
            return
        if first is None:
            self._dismiss(Refused(404, "there is no such room"))
            return
        room = self.room = Room(self.name, first.head, self._loop.time)
        self.is_public = first.is_public
        for viewer in list(self._arriving):
            self._admit(room, viewer)
        self._arriving.clear()
        while await self._follow(room):
            pass
        self._dismiss(None)

    async def _follow(self, room: Room) -> bool:
        """Fetch what is new once something is announced or some seconds have passed; false where the room is gone."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), LOOK_SECONDS)
        self._news.clear()
        try:
            while True:
                tail = await self._ask(self.name, room.head, PAGE)
                if tail is None:
                    return False
                if tail.head < room.head:
                    logger.warning("the site is behind what was sent: its data was restored")
                    return False
                self._take(room, tail)
                if len(tail.events) < PAGE:
                    break
        except SiteAway as error:
            logger.warning("the site does not answer the hub: %s", error)
            self._news.set()
            await asyncio.sleep(PAUSE_AFTER_ERROR_SECONDS)
        self._look_again_at_those_ahead(room)
        await asyncio.sleep(BREATH_SECONDS)
        return True

    def _take(self, room: Room, tail: Tail) -> None:
        is_page = len(tail.events) >= PAGE
        room.take(tail.events, tail.events[-1].seq if is_page else tail.head)
        if room.counters.is_pending and self._flush is None:
            wait = max(0.0, self._flushed_at + COUNTERS_SECONDS - self._loop.time())
            self._flush = self._loop.call_later(wait, self._send_counters, room)
        if self.is_public and not tail.is_public:
            self._let_go([viewer for viewer in self._watching() if not viewer.has_token])
        self.is_public = tail.is_public

    def _send_counters(self, room: Room) -> None:
        self._flush, self._flushed_at = None, self._loop.time()
        room.flush()

    def flash(self, event: Event) -> None:
        if self.room is not None:
            self.room.flash(event)

    # --- Viewers who come ----------------------------------------------------------------------------------

    def _admit(self, room: Room, viewer: Viewer) -> None:
        if not (self.is_public or viewer.has_token):
            viewer.refuse(403, "this room asks for a token")
            return
        viewer.accept()
        if not viewer.has_position:
            viewer.has_position, viewer.position, viewer.read_to = True, room.position, room.head
        self._place(room, viewer)

    def _place(self, room: Room, viewer: Viewer) -> None:
        """Into the room, or among those for whom the site must be asked first."""
        if viewer.position.seq > room.head:
            # Its page was made from rows newer than what was fetched so far.
            self._ahead.add(viewer)
            self._news.set()
        elif viewer.read_to >= room.ring.start:
            room.join(viewer)
        elif room.head - viewer.read_to > FURTHEST_BEHIND:
            self._start_anew(room, viewer)
        else:
            self._behind[viewer.read_to].add(viewer)
            if len(self._behind[viewer.read_to]) == 1:
                self._help(room, viewer.read_to)

    def _look_again_at_those_ahead(self, room: Room) -> None:
        """The site was asked since they came: a number it does not have is of another room or another database."""
        ahead, self._ahead = self._ahead, set()
        for viewer in ahead:
            if viewer.position.seq > room.head:
                self._start_anew(room, viewer)
            else:
                self._place(room, viewer)

    def _start_anew(self, room: Room, viewer: Viewer) -> None:
        viewer.position = room.position
        if viewer.write(frames.reset(viewer.position)):
            room.join(viewer)

    # --- Viewers who lag -------------------------------------------------------------------------------------

    def _help(self, room: Room, read_to: int) -> None:
        task = asyncio.create_task(self._bring_up(room, read_to), name=f"replay in {self.name}")
        self._helping.add(task)
        task.add_done_callback(self._helping.discard)

    async def _bring_up(self, room: Room, read_to: int) -> None:
        """Fetch the page after `read_to` once for all who wait for it."""
        try:
            tail = await self._ask(self.name, read_to, PAGE)
        except SiteAway as error:
            logger.warning("the site does not answer the hub: %s", error)
            tail = None
        waiting = self._behind.pop(read_to, set())
        if tail is None:
            self._let_go(waiting)
            return
        if len(tail.events) >= PAGE:
            reached = tail.events[-1].seq
        else:
            reached = max(tail.head, tail.events[-1].seq) if tail.events else room.ring.start
        for viewer in cast(list[Viewer], room.replay(waiting, tail.events)):
            seq = max(viewer.position.seq, min(reached, room.head))
            viewer.position = Position(seq, viewer.position.counters)
            viewer.read_to = max(reached, read_to + 1)
            self._place(room, viewer)

    def _dismiss(self, refusal: Refused | None) -> None:
        """Let everybody go: without a refusal they come back by themselves."""
        self._let_go([*self._arriving, *self._watching()], refusal)
        self._gone(self.name)

    def _watching(self) -> list[Viewer]:
        waiting = [viewer for each in self._behind.values() for viewer in each]
        groups = self.room.groups.values() if self.room else ()
        return [*self._ahead, *waiting, *(cast(Viewer, reader) for each in groups for reader in each.readers)]

    def _let_go(self, viewers: Iterable[Viewer], refusal: Refused | None = None) -> None:
        for viewer in viewers:
            if refusal is None:
                viewer.close()
            else:
                viewer.refuse(refusal.status, refusal.reason)
