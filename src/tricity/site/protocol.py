"""HTTP as uvicorn speaks it, save that whoever asks for a stream below /live/ is handed over to the hub."""

from __future__ import annotations

from functools import cache
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from tricity.live.handing import BEGINNING, to_hub

_hub = cache(to_hub)


class HandsOverStreams(H11Protocol):
    """Looks at the first bytes of each request before h11 does, also on a connection that a proxy keeps open.

    A request that comes in the same packet as the one before it (pipelining: no browser does that, nor nginx) is not
    seen, and gets the page "not found".
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._begun = b""

    def data_received(self, data: bytes) -> None:
        hub = _hub()
        if hub is None or not self._is_between_requests():
            super().data_received(data)
            return
        begun = self._begun + data
        if begun.startswith(BEGINNING):
            self._unset_keepalive_if_required()
            hub.hand_over(self.transport, begun)
        elif BEGINNING.startswith(begun):
            self._begun = begun  # not enough yet to know
        else:
            self._begun = b""
            super().data_received(begun)

    def _is_between_requests(self) -> bool:
        """Everything that was asked is answered and on its way, and nothing of the next request was read."""
        return (
            self.conn.their_state is h11.IDLE
            and not self.conn.trailing_data[0]
            and (self.cycle is None or self.cycle.response_complete)
            and self.transport.get_write_buffer_size() == 0
        )
