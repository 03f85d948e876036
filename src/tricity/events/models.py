from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tricity.cooperation.models import Opportunity
from tricity.directory.models import Organization
from tricity.translation.names import NameField
from tricity.web.identity import Published


class Interpretation(models.TextChoices):
    SIMULTANEOUS = "simultaneous", _("Simultaneous interpretation")
    CONSECUTIVE = "consecutive", _("Consecutive interpretation")


class Event(Published):
    """A webinar or forum. `starts_at` and `ends_at` are instants; `time_zone` is where the organizer lives.

    Texts that organizers keep in all languages at once are `NameField`s (language code → text), all equal.
    """

    path = "events"

    titles = NameField(verbose_name=_("title"))
    summaries = models.JSONField(_("summary"), default=dict, blank=True)
    places = models.JSONField(_("place"), default=dict, blank=True)
    organizer_names = models.JSONField(_("organizers"), default=list, blank=True)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    languages = models.JSONField(_("languages spoken or interpreted"), default=list, blank=True)
    interpretation = models.CharField(_("interpretation"), max_length=32, choices=Interpretation, blank=True)
    attendance = models.JSONField(_("attendance"), default=list, blank=True)
    asked_for = models.JSONField(_("what participants asked for afterwards"), default=list, blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta(Published.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="events_event_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return next(iter(self.titles.values()), self.code)

    def get_absolute_url(self) -> str:
        return reverse("events:event", args=[self.code])


class SessionKind(models.TextChoices):
    OPENING = "opening", _("Opening")
    PRESENTATIONS = "presentations", _("Presentations")
    PANEL = "panel", _("Panel")
    QUESTIONS = "questions", _("Questions and answers")
    BREAK = "break", _("Break")
    CLOSING = "closing", _("Closing")


class Session(models.Model):
    """A part of an event, in order; its hours may be unknown. `external_id` is its identity in a loaded description."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions")
    external_id = models.CharField(max_length=64, blank=True, editable=False)
    kind = models.CharField(_("kind"), max_length=16, choices=SessionKind)
    titles = NameField(verbose_name=_("title"))
    purposes = models.JSONField(_("purpose"), default=dict, blank=True)
    starts_at = models.DateTimeField(_("starts at"), null=True, blank=True)
    duration_minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    opportunities = models.ManyToManyField(Opportunity, related_name="sessions", blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return next(iter(self.titles.values()), str(self.pk))


class Talk(models.Model):
    """One speaker's slot. A native name is kept only with the source that verifies it."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="talks")
    speaker_name = models.CharField(_("name in Latin letters"), max_length=200)
    native_name = models.CharField(_("native name"), max_length=200, blank=True)
    native_language = models.CharField(_("language of the native name"), max_length=8, blank=True)
    native_name_source = models.URLField(_("source of the native name"), max_length=500, blank=True)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="talks"
    )
    organization_names = models.JSONField(_("organization"), default=dict, blank=True)
    roles = models.JSONField(_("role"), default=dict, blank=True)
    titles = models.JSONField(_("title"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(native_name="")
                | (~models.Q(native_language="") & ~models.Q(native_name_source="")),
                name="events_talk_native_name_has_source",
            )
        ]

    def __str__(self) -> str:
        return self.speaker_name


class Resource(models.Model):
    """A file or link that belongs to an event: slides, report, the replay. Files are served by a view, never directly."""

    class Kind(models.TextChoices):
        SLIDES = "slides", _("Slides")
        DOCUMENT = "document", _("Document")
        REPLAY = "replay", _("Replay")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="resources")
    session = models.ForeignKey(
        Session,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="resources",
        verbose_name=_("session"),
    )
    external_id = models.CharField(max_length=64, blank=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    titles = NameField(verbose_name=_("title"))
    language = models.CharField(_("language"), max_length=8, blank=True)
    file = models.FileField(_("file"), upload_to="events/%Y/", blank=True)
    size_bytes = models.PositiveBigIntegerField(default=0, editable=False)
    url = models.URLField(_("link"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    downloads = models.PositiveBigIntegerField(default=0, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(file="") & ~models.Q(url="")) | (~models.Q(file="") & models.Q(url="")),
                name="events_resource_is_file_or_link",
            )
        ]

    def __str__(self) -> str:
        return next(iter(self.titles.values()), str(self.pk))


class RoomClock(models.Model):
    """The last moment given out in a room: `seq` counts without gaps from 1, `at_ms` is milliseconds of UTC."""

    room = models.CharField(max_length=64, unique=True)
    seq = models.PositiveBigIntegerField(default=0)
    at_ms = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.room}: {self.seq} at {self.at_ms}"
