from tricity.harvest.views.duplicates import duplicates, duplicates_find, joining_undo
from tricity.harvest.views.entries import entry
from tricity.harvest.views.pairs import pair
from tricity.harvest.views.runs import run
from tricity.harvest.views.sources import source, source_edit, source_new, source_run, source_try, sources

__all__ = [
    "duplicates",
    "duplicates_find",
    "entry",
    "joining_undo",
    "pair",
    "run",
    "source",
    "source_edit",
    "source_new",
    "source_run",
    "source_try",
    "sources",
]
