"""What other apps must know of this one: what waits on desks, what stands on the page of an organization."""

from __future__ import annotations


def register() -> None:
    from tricity.accounts import desk
    from tricity.directory import panels
    from tricity.members import desks, directory_panels

    desk.register_source(desks.SOURCE)
    panels.register(directory_panels.people)
