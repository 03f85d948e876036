"""What can go wrong with a source, by code: `Problem` is raised where it happens and kept with the run.

PURE: no Django. `sentences.py` says each code in words: what is wrong, and how to mend it.
"""

from __future__ import annotations

from typing import Any


class Problem(Exception):
    """`code` is one of `sentences.PROBLEMS`; `values` fill its sentence; `after_s` is when it is worth asking again.

    `is_passing` says that the same request may succeed later.
    """

    def __init__(
        self, code: str, *, after_s: float | None = None, is_passing: bool = False, **values: Any
    ) -> None:
        super().__init__(code, values)
        self.code, self.values, self.after_s, self.is_passing = code, values, after_s, is_passing
