"""The run that people see, while it is written to."""

from __future__ import annotations

from tricity.cooperation.models import SynthesisRun


def shown_run() -> SynthesisRun | None:
    """The newest run that is finished; call it in a transaction, and no other takes its place before that ends."""
    finished = (
        SynthesisRun.objects.exclude(finished_at=None).order_by("-finished_at", "-pk").defer("overview")
    )
    # Whoever waited for the lock may find that another run is the newest by now.
    list(finished.select_for_update())
    return finished.first()
