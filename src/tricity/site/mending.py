"""Repairs that cannot do harm, made by `tricity doctor --mend`. Anything that loses something is left to a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.jobs import actions as jobs
from tricity.jobs.models import Job
from tricity.search import indexer
from tricity.site import state
from tricity.site.backup import swapping
from tricity.site.child import begin
from tricity.site.health import Finding
from tricity.site.health.machine import exposed_paths


def mend(found: Iterable[Finding]) -> list[str]:
    """Make the repairs the findings name, each once; returns what was done, a sentence each."""
    wanted = {finding.mend for finding in found if finding.mend}
    return [done for name, repair in REPAIRS.items() if name in wanted and (done := repair())]


def _permissions() -> str:
    paths = exposed_paths()
    for path in paths:
        path.chmod(0o700 if path.is_dir() else 0o600)
    text = _("Only the site's account can read these now: %(names)s.")
    return text % {"names": ", ".join(path.name for path in paths)}


def _jobs() -> str:
    taken_up = jobs.reap()
    failed = list(Job.objects.filter(state=Job.State.FAILED))
    for job in failed:
        jobs.retry(job)
    number = taken_up + len(failed)
    return ngettext("%(number)d job is tried again.", "%(number)d jobs are tried again.", number) % {
        "number": number
    }


def _index() -> str:
    count = indexer.rebuild(begin=begin)
    text = ngettext(
        "The search index was built anew: %(count)d document.",
        "The search index was built anew: %(count)d documents.",
        count,
    )
    return text % {"count": count}


def _restore() -> str:
    data = Path(settings.DATA)
    if state.is_served(data):
        return _("The interrupted restore waits: stop the site first.")
    swapping.finish(data)
    return _("The interrupted restore was finished. Start the site again.")


# The restore first: what comes after should see the data it brings.
REPAIRS: dict[str, Callable[[], str]] = {
    "restore": _restore,
    "permissions": _permissions,
    "jobs": _jobs,
    "index": _index,
}
