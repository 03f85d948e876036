"""A file of terms by its name: which reader takes it."""

from __future__ import annotations

from pathlib import PurePath

from django.utils.translation import gettext as _

from tricity.terms.errors import BadFile
from tricity.terms.exchange.entries import ReadTerms
from tricity.terms.exchange.tbx_reading import read_tbx

SKOS_FORMATS = {".ttl": "turtle", ".jsonld": "json-ld", ".rdf": "xml"}
ENDINGS = (".tbx", ".xml", *SKOS_FORMATS)
MOST_ENTRIES = 20_000


def read_terms(name: str, data: bytes) -> ReadTerms:
    """The concepts of a TBX or SKOS file. Raises BadFile saying what is wrong with it as a whole."""
    ending = PurePath(name.lower()).suffix
    if ending not in ENDINGS:
        raise BadFile(
            _("“%(name)s” is no file of terms. It must end in one of: %(endings)s.")
            % {"name": name, "endings": " ".join(ENDINGS)}
        )
    if not data.strip():
        raise BadFile(_("The file is empty."))
    if ending in SKOS_FORMATS:
        # Only here: rdflib takes a third of a second to load, and few processes ever read a file.
        from tricity.terms.exchange.skos_reading import read_skos

        read = read_skos(data, SKOS_FORMATS[ending])
    else:
        read = read_tbx(data)
    if len(read.entries) > MOST_ENTRIES:
        raise BadFile(
            _("The file has %(number)d topics; %(most)d may come at once. Divide it.")
            % {"number": len(read.entries), "most": MOST_ENTRIES}
        )
    return read
