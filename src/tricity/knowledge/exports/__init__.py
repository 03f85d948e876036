"""Export of what is published: records, organizations, cities; every line can be imported again unchanged."""

from tricity.knowledge.exports.files import FORMATS, UnknownExport, export_chunks, export_records, template
from tricity.knowledge.exports.rows import EXPORTS, exported_rows

__all__ = [
    "EXPORTS",
    "FORMATS",
    "UnknownExport",
    "export_chunks",
    "export_records",
    "exported_rows",
    "template",
]
