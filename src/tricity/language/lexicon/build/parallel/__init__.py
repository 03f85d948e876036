"""Texts that exist in several of our languages, read from the packages of `build/sources.toml`."""

from tricity.language.lexicon.build.parallel.aligned import Aligned

__all__ = ["Aligned"]
