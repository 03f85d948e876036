"""What organizers do with files of meeting platforms."""

from tricity.elsewhere.actions.attending import bring_attendance
from tricity.elsewhere.actions.questions import Chosen, bring_questions
from tricity.elsewhere.actions.sources import Outcome, Source
from tricity.elsewhere.actions.taking_back import take_back

__all__ = ["Chosen", "Outcome", "Source", "bring_attendance", "bring_questions", "take_back"]
