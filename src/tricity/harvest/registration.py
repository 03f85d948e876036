"""What the worker, the desk and the pages of records must know of this app."""

from __future__ import annotations

from tricity.accounts import desk
from tricity.harvest import desks, notices
from tricity.harvest.actions import harvest_step
from tricity.harvest.duplicates.finding import compare_all, compare_record
from tricity.jobs.registry import job
from tricity.knowledge import notices as records


def register_jobs() -> None:
    job("harvest.step")(harvest_step)
    job("harvest.compare")(compare_record)
    job("harvest.compare-all")(compare_all)


def register_desks() -> None:
    desk.register(desks.duplicates)


def register_with_records() -> None:
    records.register(notices.harvested_from)
    records.register(notices.joined)
    records.register_successor(notices.successor)
