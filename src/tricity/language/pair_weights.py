"""How much each kind of evidence says of two texts, by the languages they are in."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Group(StrEnum):
    """Kinds of evidence that are weighed against each other."""

    GLOSS = "gloss"
    CHARACTER = "character"
    SOUND = "sound"
    LATIN = "latin"
    VECTOR = "vector"


# Chosen by coordinate descent on the development sets (NTREX, MKQA, FLORES, Tatoeba), never on held-out parts.
PAIR_WEIGHTS: Final[Mapping[frozenset[str], Mapping[Group, float]]] = MappingProxyType(
    {
        frozenset(("zh", "ja")): {
            Group.GLOSS: 3.0, Group.CHARACTER: 0.8, Group.SOUND: 0.5, Group.LATIN: 0.2, Group.VECTOR: 0.8,
        },
        frozenset(("zh", "ko")): {
            Group.GLOSS: 3.0, Group.CHARACTER: 0.5, Group.SOUND: 0.8, Group.LATIN: 0.1, Group.VECTOR: 1.2,
        },
        frozenset(("ja", "ko")): {
            Group.GLOSS: 3.0, Group.CHARACTER: 0.5, Group.SOUND: 0.8, Group.LATIN: 0.3, Group.VECTOR: 1.2,
        },
        frozenset(("zh", "en")): {Group.GLOSS: 3.0, Group.SOUND: 0.3, Group.LATIN: 0.1, Group.VECTOR: 1.6},
        frozenset(("ja", "en")): {Group.GLOSS: 3.0, Group.SOUND: 0.5, Group.LATIN: 0.1, Group.VECTOR: 1.2},
        frozenset(("ko", "en")): {Group.GLOSS: 3.0, Group.SOUND: 0.8, Group.LATIN: 0.1, Group.VECTOR: 1.8},
    }
)  # fmt: skip


def pair_weights(one: str, other: str) -> Mapping[Group, float]:
    """Return the groups' weights for two languages; for one language with itself those of Chinese and Japanese."""
    pair = frozenset((one.partition("-")[0], other.partition("-")[0]))
    return PAIR_WEIGHTS.get(pair, PAIR_WEIGHTS[frozenset(("zh", "ja"))])
