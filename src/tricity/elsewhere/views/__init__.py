"""Pages on which organizers bring in what a meeting platform has kept."""

from tricity.elsewhere.views.bringing import bring, look
from tricity.elsewhere.views.overview import overview, take_back
from tricity.elsewhere.views.recordings import recordings

__all__ = ["bring", "look", "overview", "recordings", "take_back"]
