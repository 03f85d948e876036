"""Texts as vectors of meaning: what the platform asks of any encoder."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt


class TextEncoder(Protocol):
    """Turns texts into vectors whose dot product is their cosine."""

    @property
    def dimensions(self) -> int:
        """The length of every vector."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return one row per text, in the order of the texts: float32, shape (texts, dimensions).

        Rows have length 1; the row of a text without any token is zeros.
        """
