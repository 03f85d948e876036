"""Documents as blocks of text, each with its place. PURE: no Django, no site; runs in a process of its own.

`python -m tricity.documents.reading NAME < FILE` reads one file within the limits of `confine` and writes JSON Lines:
the document's head, its blocks, and an end; or one problem. `documents.sandbox` starts it and reads the answer.
"""

from tricity.documents.reading.formats import Format, detect
from tricity.documents.reading.problems import Unreadable
from tricity.documents.reading.values import LIMITS, Block, Kind, Limits, Place, Text

__all__ = ["LIMITS", "Block", "Format", "Kind", "Limits", "Place", "Text", "Unreadable", "detect"]
