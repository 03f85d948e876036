"""The synthesis of the site's own records: read them, find, and shape what was found for storing. Nothing here writes."""

from tricity.cooperation.analysis.finding import Found, Ground, find
from tricity.cooperation.analysis.plain import PARTS, view_name
from tricity.cooperation.analysis.views import ANY, HORIZONS

__all__ = ["ANY", "HORIZONS", "PARTS", "Found", "Ground", "find", "view_name"]
