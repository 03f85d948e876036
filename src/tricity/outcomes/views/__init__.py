"""Pages of what was said at events and what became of it."""

from tricity.outcomes.views.agenda import agenda
from tricity.outcomes.views.drafting import new
from tricity.outcomes.views.reading import outcome, outcomes
from tricity.outcomes.views.settling import remove, settle

__all__ = ["agenda", "new", "outcome", "outcomes", "remove", "settle"]
