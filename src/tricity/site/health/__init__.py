"""What an operator should know about this installation, in plain sentences.

`findings()` is what `tricity check` says: missing parts. `vitals()` is the health page: quick, a few queries.
`diagnosis()` is `tricity doctor`: both, and what takes a look at every row and file.
"""

from tricity.site.health.finding import Finding, Level, worst
from tricity.site.health.report import diagnosis, findings, vitals

__all__ = ["Finding", "Level", "diagnosis", "findings", "vitals", "worst"]
