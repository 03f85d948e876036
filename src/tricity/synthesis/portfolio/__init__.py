"""Of all candidate joint projects the set that covers most of what cities need, under limits that people set.

Solved exactly as a mixed-integer programme; the solver (HiGHS) is loaded when the first one is chosen. Pure, and the
same candidates and limits give the same set whatever their order. What the limits leave open is decided by fewest
projects and then by id, never by which city or country a project is for.
"""

from tricity.synthesis.portfolio.candidates import Candidate, Demand, candidate_of, weight_of
from tricity.synthesis.portfolio.choosing import choose
from tricity.synthesis.portfolio.comparing import Difference, difference, what_changed
from tricity.synthesis.portfolio.errors import BadLimits, TooMany, Undecided
from tricity.synthesis.portfolio.limits import Limit, LimitKey, Limits
from tricity.synthesis.portfolio.reading import candidates_from, limits_from, read_candidates, read_limits
from tricity.synthesis.portfolio.solving import QUICK, THOROUGH, Effort
from tricity.synthesis.portfolio.values import Clash, Portfolio, Step

__all__ = [
    "QUICK",
    "THOROUGH",
    "BadLimits",
    "Candidate",
    "Clash",
    "Demand",
    "Difference",
    "Effort",
    "Limit",
    "LimitKey",
    "Limits",
    "Portfolio",
    "Step",
    "TooMany",
    "Undecided",
    "candidate_of",
    "candidates_from",
    "choose",
    "difference",
    "limits_from",
    "read_candidates",
    "read_limits",
    "weight_of",
    "what_changed",
]
