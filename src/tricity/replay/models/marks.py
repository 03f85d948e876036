from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.events.models import Event, Resource, Session, SessionPerson, Talk
from tricity.replay.models.replays import Replay


class Mark(models.Model):
    """A moment organizers marked: a chapter begins (a talk, a session or `titles`), or a slide is shown (`resource`)."""

    replay = models.ForeignKey(Replay, on_delete=models.CASCADE, related_name="marks")
    at_ms = models.BigIntegerField(_("at"))
    titles = models.JSONField(_("title"), default=dict, blank=True)
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    talk = models.ForeignKey(Talk, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    resource = models.ForeignKey(Resource, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    page = models.PositiveSmallIntegerField(_("page"), null=True, blank=True)

    class Meta:
        ordering = ["at_ms", "pk"]

    def __str__(self) -> str:
        return str(self.at_ms)

    @property
    def event(self) -> Event:
        return self.replay.event


class Withheld(models.Model):
    """A part of a replay that is kept from everybody, from `start_ms` until `end_ms` on the event clock.

    `talk`, or what `person` said who is no speaker, is so left out: their refusal is then heeded.
    """

    class Scope(models.TextChoices):
        ALL = "all", pgettext_lazy("withheld", "Picture, sound and captions")
        CAPTIONS = "captions", pgettext_lazy("withheld", "Captions and transcript alone")
        ABSENT = "absent", pgettext_lazy("withheld", "Nothing: the recording does not contain this")

    replay = models.ForeignKey(Replay, on_delete=models.CASCADE, related_name="withheld")
    scope = models.CharField(max_length=8, choices=Scope, default=Scope.ALL)
    start_ms = models.BigIntegerField(default=0)
    end_ms = models.BigIntegerField(default=0)
    talk = models.ForeignKey(Talk, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    person = models.ForeignKey(
        SessionPerson, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["start_ms", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scope="absent") | models.Q(end_ms__gt=models.F("start_ms")),
                name="replay_withheld_has_length",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.start_ms}-{self.end_ms}"
