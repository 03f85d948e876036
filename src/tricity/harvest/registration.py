"""What the worker, the desk and the pages of records must know of this app."""

from __future__ import annotations

from tricity.accounts import desk
from tricity.harvest import desks, marks
from tricity.harvest.actions import harvest_step
from tricity.harvest.duplicates.finding import compare_all, compare_record
from tricity.jobs.registry import job
from tricity.knowledge import marks as records


def register_jobs() -> None:
    job("harvest.step")(harvest_step)
    job("harvest.compare")(compare_record)
    job("harvest.compare-all")(compare_all)


def register_desks() -> None:
    desk.register_source(desks.SOURCE)


def register_with_records() -> None:
    records.register(marks.harvested_from)
    records.register(marks.joined)
    records.register_successor(marks.successor)
