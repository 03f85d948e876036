"""The solver behind one function: HiGHS, by one thread, from a fixed seed.

It is loaded with the first programme, since a process that never chooses a portfolio need not carry it (9 MB).
"""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from tricity.synthesis.portfolio.errors import Undecided

_HALF: Final = 0.5  # values are whole numbers, so what differs by less than half is the same
_EPSILON: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work may be done: nodes of the search tree, which are the same on every machine, and a time to stop at."""

    nodes: int
    seconds: float


QUICK: Final = Effort(nodes=2_000, seconds=5.0)
THOROUGH: Final = Effort(nodes=50_000, seconds=60.0)


@dataclass(frozen=True, slots=True)
class Row:
    """`least` ≤ the sum of coefficient times column ≤ `most`; None is no bound."""

    coefficients: tuple[tuple[int, float], ...]
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """Maximise the sum of `worth` times column. The first `binary` columns are 0 or 1, the others between."""

    worth: Sequence[int]
    binary: int
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Solved:
    """The binary columns that are 1, in order; no solution is worth more than `bound`, `is_proven` if none is."""

    chosen: tuple[int, ...]
    value: int
    bound: int
    is_proven: bool


class Solver:
    """Solves programmes one after the other, all of them together within one effort."""

    def __init__(self, effort: Effort) -> None:
        self._effort, self._until = effort, time.monotonic() + effort.seconds

    def solve(self, programme: Programme) -> Solved | None:
        """Return a best solution, None if it is proven that there is none. Raises Undecided."""
        if not programme.worth:
            return _of_nothing(programme)
        left = self._until - time.monotonic()
        if left <= 0:
            raise Undecided("the time is over")
        return _solved(programme, Effort(self._effort.nodes, left))


def _solved(programme: Programme, effort: Effort) -> Solved | None:
    import highspy

    # The public class says its name on standard output before it can be told not to; this is the one it is made of.
    solver: Any = highspy
    highs = solver._Highs()
    for name, value in _options(effort).items():
        highs.setOptionValue(name, value)
    _load(highs, programme)
    highs.run()
    status, info = highs.getModelStatus(), highs.getInfo()
    states = highspy.HighsModelStatus
    # Every column has bounds, so nothing is unbounded.
    if status in (states.kInfeasible, states.kUnboundedOrInfeasible):
        return None
    if int(info.primal_solution_status) != int(highspy.kSolutionStatusFeasible):
        raise Undecided(f"the solver stopped without a solution: {status.name}")
    values = highs.getSolution().col_value
    value, is_proven = round(info.objective_function_value), status == states.kOptimal
    bound = value if is_proven else _bound(info.mip_dual_bound, programme)
    chosen = tuple(number for number in range(programme.binary) if values[number] > _HALF)
    return Solved(chosen, value, max(value, bound), is_proven)


def _bound(dual: float, programme: Programme) -> int:
    """Return what nothing is worth more than: what the solver proved, at the least what all columns together are worth."""
    everything = sum(each for each in programme.worth if each > 0)
    return min(everything, math.floor(dual + _EPSILON)) if math.isfinite(dual) else everything


def _options(effort: Effort) -> dict[str, bool | int | float | str]:
    return {
        "output_flag": False,
        "threads": 1,
        "parallel": "off",
        "random_seed": 0,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 1e-6,
        "mip_max_nodes": effort.nodes,
        "time_limit": effort.seconds,
    }


def _load(highs: Any, programme: Programme) -> None:
    import highspy

    width, rows = len(programme.worth), programme.rows
    kinds = np.zeros(width, dtype=np.int32)
    kinds[: programme.binary] = int(highspy.HighsVarType.kInteger)
    infinity = highspy.kHighsInf
    status = highs.passModel(
        width,
        len(rows),
        sum(len(row.coefficients) for row in rows),
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMaximize),
        0.0,
        np.array(programme.worth, dtype=np.float64),
        np.zeros(width),
        np.ones(width),
        np.array([-infinity if row.least is None else row.least for row in rows], dtype=np.float64),
        np.array([infinity if row.most is None else row.most for row in rows], dtype=np.float64),
        np.cumsum([0, *(len(row.coefficients) for row in rows)], dtype=np.int32),
        np.array([column for row in rows for column, _ in row.coefficients], dtype=np.int32),
        np.array([value for row in rows for _, value in row.coefficients], dtype=np.float64),
        kinds,
    )
    if status != highspy.HighsStatus.kOk:
        raise ValueError(f"the solver refused the programme: {status.name}")


def _of_nothing(programme: Programme) -> Solved | None:
    """Solve what has no columns: a row that wants something cannot be kept."""
    kept = all((row.least or 0.0) <= 0.0 <= (0.0 if row.most is None else row.most) for row in programme.rows)
    return Solved((), 0, 0, is_proven=True) if kept else None
