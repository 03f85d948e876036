"""Import of records, organizations and cities: files → checked rows → a plan (dry run) → all or nothing.

An object is known by its source and its identifier there; importing the same file again changes nothing.
"""

from tricity.knowledge.imports.importer import Importer, for_body, for_curator, may_import
from tricity.knowledge.imports.mentions import resolve_mentions
from tricity.knowledge.imports.report import Report
from tricity.knowledge.imports.run import ImportFailed, import_files, import_rows

__all__ = [
    "ImportFailed",
    "Importer",
    "Report",
    "for_body",
    "for_curator",
    "import_files",
    "import_rows",
    "may_import",
    "resolve_mentions",
]
