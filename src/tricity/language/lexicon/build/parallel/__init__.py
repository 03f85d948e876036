"""Texts that exist in several of our languages, read from the packages of `build/sources.toml`.

`read_parallel` takes the folder that tools/fetch_lexicon_sources.py filled.
"""

from tricity.language.lexicon.build.parallel.aligned import Aligned
from tricity.language.lexicon.build.parallel.read import NothingFound, read_parallel

__all__ = ["Aligned", "NothingFound", "read_parallel"]
