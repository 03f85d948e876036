from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.events.models import Event
from tricity.translation.names import NameField
from tricity.web.identity import new_code


class PollKind(models.TextChoices):
    SINGLE = "single", _("One answer")
    MULTIPLE = "multiple", _("Several answers")
    RANKING = "ranking", _("Put in order")


class PollState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("poll", "Not opened yet")
    OPEN = "open", pgettext_lazy("poll", "Open")
    CLOSED = "closed", pgettext_lazy("poll", "Closed")


class Poll(models.Model):
    """A question with given answers, in several languages at once, all equal. `ballots_count` people have answered."""

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="polls")
    kind = models.CharField(_("kind"), max_length=8, choices=PollKind, default=PollKind.SINGLE)
    texts = NameField(verbose_name=_("question"))
    state = models.CharField(max_length=6, choices=PollState, default=PollState.DRAFT)
    shows_results = models.BooleanField(default=False)
    opened_at_ms = models.BigIntegerField(null=True, blank=True)
    closed_at_ms = models.BigIntegerField(null=True, blank=True)
    ballots_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["event", "pk"]

    def __str__(self) -> str:
        return next(iter(self.texts.values()), self.code)


class PollOption(models.Model):
    """An answer one can give. `chosen` counts who chose it (in a ranking: who put it first), `points` those of a ranking.

    Of n options the one put first gets n points, the next n - 1, one not ranked none (Borda's count).
    """

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    texts = NameField(verbose_name=_("answer"))
    position = models.PositiveSmallIntegerField(default=0)
    chosen = models.PositiveIntegerField(default=0)
    points = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["poll", "position", "pk"]

    def __str__(self) -> str:
        return next(iter(self.texts.values()), str(self.pk))


class Ballot(models.Model):
    """What one person answered in a poll; it may be changed while the poll is open."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="ballots")
    voter = models.CharField(max_length=80)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "voter"], name="rooms_one_ballot_each")]

    def __str__(self) -> str:
        return f"{self.poll_id}: {self.pk}"


class Choice(models.Model):
    """One answer on a ballot; `rank` counts from 1 and is 1 for all where nothing is ranked."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="choices")
    option = models.ForeignKey(PollOption, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["ballot", "rank"]
        constraints = [models.UniqueConstraint(fields=["ballot", "option"], name="rooms_option_once")]

    def __str__(self) -> str:
        return f"{self.ballot_id}: {self.option_id}"
