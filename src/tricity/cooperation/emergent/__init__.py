"""Topics that analysis found and the thesaurus does not name: kept as proposals, on which curators decide."""
