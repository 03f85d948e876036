"""The live hub: one small process that sends what happens in a room to everybody who watches it.

No Django here. The rows in the database are the truth; an app that stores them
  - registers how they are read (`sources.register`), and
  - tells the hub, after its transaction has committed, that there are new ones (`client.announce`).
The hub then fetches what it lacks from a web process and writes it to every viewer (docs/reference/live-streams.md).
"""

from tricity.live.client import announce, flash
from tricity.live.errors import InvalidEvent, LiveError, TokenRefused
from tricity.live.events import Audience, Event, Tail

__all__ = ["Audience", "Event", "InvalidEvent", "LiveError", "Tail", "TokenRefused", "announce", "flash"]
