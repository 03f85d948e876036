"""The hub: rooms, viewers and their limits, and the socket at which web processes tell it things and hand it viewers."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import logging
import socket
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from tricity.live import frames, tokens
from tricity.live.asking import Ask
from tricity.live.errors import LiveError, Refused, TokenRefused
from tricity.live.events import Audience, from_fields
from tricity.live.keeper import Keeper
from tricity.live.requests import Subscription
from tricity.live.viewer import Viewer
from tricity.live.wanted import Wanted

logger = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 15.0
# A room nobody watches is kept for those who are just reloading.
EMPTY_ROOM_SECONDS = 60.0
ROLES = frozenset(audience.value for audience in Audience) - {Audience.ALL.value}


@dataclass(frozen=True, slots=True)
class Limits:
    viewers: int = 10_000
    per_address: int = 1000
    rooms: int = 200


class Hub:
    def __init__(self, ask: Ask, limits: Limits) -> None:
        self._ask, self._limits = ask, limits
        self._loop = asyncio.get_running_loop()
        self._keepers: dict[str, Keeper] = {}
        self._empty_since: dict[str, float] = {}
        self._viewers: set[Viewer] = set()
        self._addresses: Counter[str] = Counter()
        self._entering: set[asyncio.Task[Any]] = set()
        self._slow = 0

    # --- What web processes send -----------------------------------------------------------------------------

    def told(self, message: bytes) -> None:
        """An announcement or something fleeting; one that cannot be read is left alone."""
        try:
            said = json.loads(message)
            keeper = self._keepers.get(said["room"])
            if keeper is None:
                return
            if "event" in said:
                keeper.flash(from_fields(said["event"]))
            else:
                keeper.heard(int(said["seq"]))
        except (LiveError, ValueError, KeyError, TypeError) as error:
            logger.warning("an announcement cannot be read: %s", error)

    def enter(self, connection: socket.socket, begun: bytes) -> None:
        """Take over a connection whose request began with these bytes."""
        connection.setblocking(False)
        if len(self._viewers) >= self._limits.viewers:
            _turn_away(connection)
            return
        viewer = Viewer(self, _address(connection), begun)
        self._viewers.add(viewer)
        task = self._loop.create_task(self._loop.connect_accepted_socket(lambda: viewer, connection))
        self._entering.add(task)
        task.add_done_callback(lambda done: self._entered(done, viewer))

    def _entered(self, task: asyncio.Task[Any], viewer: Viewer) -> None:
        self._entering.discard(task)
        if not task.cancelled() and task.exception() is not None:
            self.forget(viewer)  # it was gone before it was here

    # --- What viewers do -------------------------------------------------------------------------------------

    def subscribe(self, viewer: Viewer, subscription: Subscription) -> None:
        """Raises Refused."""
        self._count(viewer, subscription)
        languages, roles = subscription.languages, frozenset[str]()
        if subscription.token:
            token = _token(subscription)
            roles = token.roles & ROLES
            languages = languages if languages is not None else token.languages or None
            viewer.has_token = True
            wait = max(0.0, token.expires_at - time.time())
            viewer.expiry = self._loop.call_later(wait, viewer.expire)
        viewer.wanted = Wanted(languages, roles)
        if subscription.position is not None:
            viewer.has_position, viewer.position = True, subscription.position
            viewer.read_to = subscription.position.counters
        self._keeper(subscription.room).add(viewer)

    def forget(self, viewer: Viewer) -> None:
        if viewer not in self._viewers:
            return
        self._viewers.discard(viewer)
        keeper = self._keepers.get(viewer.room)
        if keeper is not None:
            keeper.remove(viewer)
        if viewer.room:
            self._addresses[viewer.address] -= 1
            if not self._addresses[viewer.address]:
                del self._addresses[viewer.address]

    def too_slow(self, viewer: Viewer) -> None:
        self._slow += 1

    def _count(self, viewer: Viewer, subscription: Subscription) -> None:
        """Only a proxy on this machine is believed when it says for whom it asks."""
        if subscription.forwarded_for and _is_here(viewer.address):
            viewer.address = subscription.forwarded_for[:45]
        if self._addresses[viewer.address] >= self._limits.per_address > 0:
            raise Refused(503, "too many streams are open from this address")
        self._addresses[viewer.address] += 1
        viewer.room = subscription.room

    def _keeper(self, room: str) -> Keeper:
        keeper = self._keepers.get(room)
        if keeper is None:
            if len(self._keepers) >= self._limits.rooms:
                raise Refused(503, "too many rooms are open")
            keeper = self._keepers[room] = Keeper(room, self._ask, self._close)
        return keeper

    def _close(self, room: str) -> None:
        self._empty_since.pop(room, None)
        keeper = self._keepers.pop(room, None)
        if keeper is not None:
            keeper.end()

    # --- From time to time ----------------------------------------------------------------------------------

    def look_after_rooms(self) -> None:
        """Signs of life to silent rooms; rooms nobody watches are closed after a while."""
        now = self._loop.time()
        for name, keeper in list(self._keepers.items()):
            if keeper.room is not None:
                keeper.room.beat(HEARTBEAT_SECONDS)
            if not keeper.is_empty:
                self._empty_since.pop(name, None)
            elif now - self._empty_since.setdefault(name, now) >= EMPTY_ROOM_SECONDS:
                self._close(name)

    def figures(self) -> dict[str, int]:
        """How many watch and could, for the page on the site's health."""
        return {
            "viewers": len(self._viewers),
            "most_viewers": self._limits.viewers,
            "rooms": len(self._keepers),
            "too_slow": self._slow,
        }

    def end(self) -> None:
        for name in list(self._keepers):
            self._close(name)
        for viewer in list(self._viewers):
            viewer.close()


def _token(subscription: Subscription) -> tokens.Token:
    try:
        token = tokens.read(subscription.token)
    except TokenRefused as error:
        raise Refused(403, str(error)) from error
    if token.room != subscription.room:
        raise Refused(403, "the token is for another room")
    return token


def _address(connection: socket.socket) -> str:
    try:
        name = connection.getpeername()
    except OSError:
        return ""
    return str(name[0]) if isinstance(name, tuple) else ""


def _is_here(address: str) -> bool:
    try:
        return not address or ipaddress.ip_address(address.removeprefix("::ffff:")).is_loopback
    except ValueError:
        return False


def _turn_away(connection: socket.socket) -> None:
    with connection:
        try:
            connection.send(frames.refusal(503, "too many streams are open"))
        except OSError:
            return
