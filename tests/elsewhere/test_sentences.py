"""Every fault of a file is told in a sentence that says what to do."""

from __future__ import annotations

import pytest

from tricity.elsewhere.errors import FileRefused, one_line, whole_file
from tricity.elsewhere.reading import Fault, Unreadable

OF_A_LINE = (Fault.NO_NAME, Fault.NO_WORDS, Fault.BAD_TIME, Fault.BACKWARDS, Fault.ABSENT, Fault.LONG_CELL)


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_its_sentence(fault: Fault) -> None:
    if fault in OF_A_LINE:
        assert one_line(fault, "soon").endswith(".")
    if fault not in OF_A_LINE or fault is Fault.LONG_CELL:
        assert whole_file(fault, "20")


def test_the_line_is_named_where_it_is_known() -> None:
    assert FileRefused(Unreadable(Fault.TOO_MANY_ROWS, 7, "5")).message == (
        "Line 7: There are too many rows: at most 5. Divide the file."
    )
