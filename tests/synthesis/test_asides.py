"""Work beside this process: the same results, and an error that is told, whoever does it."""

import os
import signal
from pathlib import Path

import pytest

from tricity.synthesis import EngineUnavailable
from tricity.synthesis.asides import Asides
from tricity.synthesis.lines import Laid, Pairs, line
from tricity.synthesis.workshop import Folder, Workshop


class Halves(Pairs[str]):
    """Numbers as words; nothing is to be said of those that three divides."""

    def __len__(self) -> int:
        return 10

    def made(self, first: int, last: int):
        return (f"“{number}”" if number % 3 else None for number in range(first, last))


WORDS = tuple(f"“{number}”" for number in range(10) if number % 3)
BYTES = b"".join(map(line, WORDS))


@pytest.mark.parametrize("most", [1, 2])
def test_work_gives_its_result_as_often_as_it_is_asked(most: int) -> None:
    with Asides(most) as asides:
        waited = asides.begin(lambda: [1, 2])

        assert waited() == [1, 2] == waited()


def test_work_is_done_by_another_process_where_there_may_be_two() -> None:
    with Asides(2) as asides:
        assert asides.begin(os.getpid)() != os.getpid()
    with Asides(1) as asides:
        assert asides.begin(os.getpid)() == os.getpid()


@pytest.mark.parametrize("most", [1, 2])
def test_what_goes_wrong_beside_goes_wrong_here(most: int) -> None:
    def fail() -> None:
        raise OSError("no space left")

    with Asides(most) as asides:
        waited = asides.begin(fail)

        with pytest.raises(OSError, match="no space left"):
            waited()


def test_process_that_is_killed_says_so() -> None:
    with Asides(2) as asides:
        waited = asides.begin(lambda: os.kill(os.getpid(), signal.SIGKILL))

        with pytest.raises(EngineUnavailable, match="ended with code -9"):
            waited()


def test_work_nobody_waits_for_ends_with_the_asides(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    with Asides(2) as asides:
        asides.begin(lambda: signal.pause())

    os.close(writer)
    assert os.read(reader, 1) == b""  # nobody holds the other end any more


@pytest.mark.parametrize(("processes", "shares"), [(1, 1), (1, 2), (2, 1), (2, 2), (3, 3)])
def test_lines_are_laid_in_order_by_any_number_of_processes(
    tmp_path: Path, processes: int, shares: int
) -> None:
    with Folder(tmp_path, processes) as workshop:
        laid = workshop.lay(Halves, shares)()
        assert isinstance(laid, Laid)

        assert b"".join(laid.lines()) == BYTES
        assert len(laid) == len(WORDS)

    assert list(tmp_path.iterdir()) == []


def test_what_is_laid_reads_as_what_is_kept(tmp_path: Path) -> None:
    kept = Workshop().lay(Halves)()
    with Folder(tmp_path, 2) as workshop:
        laid = workshop.lay(Halves, 2)()

    assert tuple(laid) == kept == WORDS
    assert [laid[place] for place in range(len(laid))] == list(WORDS)
    assert (laid[-1], laid[1:3]) == (WORDS[-1], list(WORDS[1:3]))
    assert b"".join(laid.lines()) == BYTES, "and the lines can be had when the files are gone"


def test_folder_left_by_an_error_keeps_nothing(tmp_path: Path) -> None:
    def broken() -> Pairs[str]:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"), Folder(tmp_path, 2) as workshop:
        workshop.lay(broken)()

    assert list(tmp_path.iterdir()) == []
