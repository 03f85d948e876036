"""Engines that propose renderings, behind one protocol. None is set by default, and nothing is sent anywhere."""

from tricity.renderings.engines.base import Engine, TermPair
from tricity.renderings.engines.choosing import ENGINES, engine

__all__ = ["ENGINES", "Engine", "TermPair", "engine"]
