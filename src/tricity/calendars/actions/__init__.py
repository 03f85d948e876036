"""What people do with calendars: say what a day is, say how far one knows; and loading the shipped ones."""

from tricity.calendars.actions.days import save_coverage, save_day
from tricity.calendars.actions.seeding import Loaded, load_seed

__all__ = ["Loaded", "load_seed", "save_coverage", "save_day"]
