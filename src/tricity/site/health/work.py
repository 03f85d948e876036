"""Background work: is somebody doing it, and what failed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tricity.jobs.models import Job
from tricity.site import state
from tricity.site.health.finding import Finding, Level

WORKER = "worker"
SILENT_SECONDS = 90.0
# A lease that ran out this long ago would have been taken up by any worker that lives.
STUCK = dt.timedelta(minutes=5)
SHOWN = 20
LABELS = {
    "cooperation.synthesize": gettext_lazy("Looking for overlaps and possible joint projects"),
    "cooperation.take_in": gettext_lazy("Comparing newly published records with all others"),
    "documents.read": gettext_lazy("Reading a document that was brought in"),
    "knowledge.refresh": gettext_lazy("Writing the digests of records in other languages"),
    "knowledge.remind": gettext_lazy("Reminding reviewers"),
    "site.load-sample": gettext_lazy("Loading the sample records"),
}


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A failed job for people to read; `detail` is for those who write the program."""

    pk: int
    label: str
    reason: str
    detail: str
    at: dt.datetime | None


def worker() -> Finding:
    name, silent = _("background worker"), state.seconds_since_beat(WORKER)
    meaning = _("It keeps the search up to date, reads documents, and makes backups.")
    if silent is not None and silent < SILENT_SECONDS:
        return Finding(name, Level.OK, _("It is alive."), meaning)
    advice = _("Start the site again: systemctl restart tricity. If that does not help, read its log.")
    if silent is None:
        return Finding(name, Level.WARNING, _("It has not been seen yet."), meaning, advice)
    message = _("Nothing was heard of it for %(minutes)d minutes.") % {"minutes": silent // 60}
    return Finding(name, Level.ERROR, message, meaning, advice)


def failed_jobs() -> Finding:
    number = Job.objects.filter(state=Job.State.FAILED).count()
    meaning = _(
        "Each was tried three times. Nothing people wrote is lost by that, but something was not done."
    )
    if not number:
        return Finding(_("failed work"), Level.OK, _("Nothing failed."), meaning)
    message = ngettext("%(number)d job failed.", "%(number)d jobs failed.", number) % {"number": number}
    advice = _(
        "Mend the cause, then let it be tried again on the health page or with “tricity doctor --mend”."
    )
    return Finding(_("failed work"), Level.WARNING, message, meaning, advice, "jobs")


def stuck_jobs() -> Finding:
    """Jobs leased to a worker that has died, which nobody took up."""
    expired = Job.objects.filter(state=Job.State.RUNNING, leased_until__lt=timezone.now() - STUCK).count()
    if not expired:
        return Finding(_("work under way"), Level.OK, _("no problem found"))
    text = ngettext("%(number)d job hangs.", "%(number)d jobs hang.", expired)
    advice = _("Start the site, whose worker takes them up, or run “tricity doctor --mend”.")
    return Finding(_("work under way"), Level.WARNING, text % {"number": expired}, "", advice, "jobs")


def failures() -> list[FailedJob]:
    """What failed for good, the latest first."""
    jobs = Job.objects.filter(state=Job.State.FAILED).order_by("-finished_at", "-pk")[:SHOWN]
    return [
        FailedJob(job.pk, str(label_of(job.name)), plain_reason(job.error), job.error, job.finished_at)
        for job in jobs
    ]


def label_of(name: str) -> Any:
    """What the job does, in words; one nobody has named keeps its own name."""
    return LABELS.get(name, name)


def plain_reason(error: str) -> str:
    """The last line of what a job raised, in words where it is one of the usual reasons."""
    last = error.strip().rpartition("\n")[2]
    reasons = {
        "No space left": _("The disk was full."),
        "database is locked": _("The database was busy for too long."),
        "worker disappeared": _(
            "The worker was ended in the middle of it, three times: perhaps for want of memory."
        ),
        "MemoryError": _("There was not enough memory."),
        "Permission denied": _("The site's account may not read or write a file it needs."),
        "UnknownJob": _("This version of the program does not know this kind of work."),
    }
    return next((words for sign, words in reasons.items() if sign in last), _("The program met an error."))
