"""What the worker and the desk must know of this app."""

from __future__ import annotations

from tricity.accounts import desk
from tricity.documents import desks
from tricity.documents.actions import read_document
from tricity.jobs.registry import job


def register_jobs() -> None:
    job("documents.read")(read_document)


def register_desks() -> None:
    desk.register_source(desks.SOURCE)
