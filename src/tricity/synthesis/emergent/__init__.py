"""Topics that the thesaurus does not name, found in the records themselves, across languages."""

from tricity.synthesis.emergent.beside import beside_named, one_sided
from tricity.synthesis.emergent.clusters import find_clusters
from tricity.synthesis.emergent.finding import Emergence, find_emergent
from tricity.synthesis.emergent.identity import read_emergent

__all__ = ["Emergence", "beside_named", "find_clusters", "find_emergent", "one_sided", "read_emergent"]
