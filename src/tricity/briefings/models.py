from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import pgettext_lazy

LONGEST_AUDIENCE: Final = 200


class PrintedBriefing(models.Model):
    """A briefing as PDF, which takes seconds to make; a new one takes the place of the earlier.

    `audience` is whose candidates it holds (see `audience.Audience.key`); only readers of the same audience get it.
    `digest` is the SHA-256 of the page that was printed: what would be printed differently today is not given out.
    `problem` says why the last attempt failed, as `publishing.CannotPrint.reason` does, while the earlier one stays.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("a file", "Waiting to be made")
        MAKING = "making", pgettext_lazy("a file", "Being made")
        READY = "ready", pgettext_lazy("a file", "Ready")
        FAILED = "failed", pgettext_lazy("a file", "Could not be made")

    audience = models.CharField(max_length=LONGEST_AUDIENCE, blank=True)
    language = models.CharField(max_length=8)
    extent = models.CharField(max_length=8)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    problem = models.CharField(max_length=12, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    content = models.BinaryField(null=True)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["audience", "language", "extent"], name="briefings_one_of_each_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.extent} {self.language}: {self.state}"

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.MAKING)
