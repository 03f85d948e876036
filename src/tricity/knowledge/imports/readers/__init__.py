"""Files as rows: JSON Lines, CSV, XLSX; read as a stream, whatever their size."""

from tricity.knowledge.imports.readers.base import COMMAND_LINE_LIMITS, Limits, RawRow, Upload
from tricity.knowledge.imports.readers.encodings import ENCODINGS
from tricity.knowledge.imports.readers.files import read_upload

__all__ = ["COMMAND_LINE_LIMITS", "ENCODINGS", "Limits", "RawRow", "Upload", "read_upload"]
