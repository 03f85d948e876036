"""Files that meeting platforms write after a meeting: who attended, what was asked, what was written in the chat.

PURE: no Django, no database, no network. A file is read as a whole or refused with the line and the reason; nothing of
a cell is ever run or looked up.
"""

from tricity.elsewhere.reading.clocks import Clock
from tricity.elsewhere.reading.encodings import ENCODINGS
from tricity.elsewhere.reading.files import read
from tricity.elsewhere.reading.headings import Field, fields_of
from tricity.elsewhere.reading.problems import Fault, Unreadable
from tricity.elsewhere.reading.recordings import RecordingName, read_recording_name
from tricity.elsewhere.reading.times import Order
from tricity.elsewhere.reading.values import Asked, Choices, Kind, LeftOut, Line, Platform, Presence, Reading

__all__ = [
    "ENCODINGS",
    "Asked",
    "Choices",
    "Clock",
    "Fault",
    "Field",
    "Kind",
    "LeftOut",
    "Line",
    "Order",
    "Platform",
    "Presence",
    "Reading",
    "RecordingName",
    "Unreadable",
    "fields_of",
    "read",
    "read_recording_name",
]
