"""The synthesis of the site's own records: read them, find, and shape what was found for storing. Nothing here writes."""

from tricity.cooperation.analysis.finding import ANY, HORIZONS, Found, find
from tricity.cooperation.analysis.plain import PARTS, view_name

__all__ = ["ANY", "HORIZONS", "PARTS", "Found", "find", "view_name"]
