"""Who takes part in an event: how people register, who did, who came, and what they thought of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.directory.models import Country, Organization
from tricity.events.models import Event
from tricity.translation.names import NameField
from tricity.web.identity import new_code


class Way(models.TextChoices):
    """How somebody takes part."""

    ONLINE = "online", _("Online")
    ON_SITE = "on-site", _("On site")


class Role(models.TextChoices):
    """For what kind of body a participant comes: what attendance is counted by, beside the country."""

    CITY = "city", pgettext_lazy("participant", "City or other public body")
    ASSOCIATION = "association", pgettext_lazy("participant", "Association or national body")
    COMPANY = "company", pgettext_lazy("participant", "Company")
    RESEARCH = "research", pgettext_lazy("participant", "University or research")
    INTERNATIONAL = "international", pgettext_lazy("participant", "International organization")
    OTHER = "other", pgettext_lazy("participant", "Other")


class Admission(models.Model):
    """How people register for an event; without a row nobody can.

    Places are per way: None is as many as come, 0 means that one cannot take part in this way. A `closes_at` of None
    is the end of the event.
    """

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="admission")
    is_open = models.BooleanField(_("open"), default=False)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    online_places = models.PositiveIntegerField(_("places online"), null=True, blank=True)
    on_site_places = models.PositiveIntegerField(_("places on site"), null=True, blank=True, default=0)
    needs_approval = models.BooleanField(_("the organizer approves each"), default=False)
    words = NameField(verbose_name=_("words above the form"), blank=True)
    survey_is_open = models.BooleanField(_("survey open"), default=False)
    survey_is_public = models.BooleanField(_("results of the survey are public"), default=False)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.event_id}"

    def places(self, way: str) -> int | None:
        return self.online_places if way == Way.ONLINE else self.on_site_places


class Question(models.Model):
    """What an organizer asks: of those who register, or afterwards in the survey. `choices` are texts by language."""

    class Part(models.TextChoices):
        REGISTRATION = "registration", _("Registration")
        SURVEY = "survey", _("Survey")

    class Kind(models.TextChoices):
        LINE = "line", _("A line")
        TEXT = "text", _("A text")
        ONE = "one", _("One of several")
        MANY = "many", _("Any of several")
        SCALE = "scale", _("From 1 to 5")

    admission = models.ForeignKey(Admission, on_delete=models.CASCADE, related_name="questions")
    part = models.CharField(max_length=12, choices=Part)
    kind = models.CharField(_("kind of answer"), max_length=8, choices=Kind)
    texts = NameField(verbose_name=_("question"))
    choices = models.JSONField(_("answers to choose from"), default=list, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return next(iter(self.texts.values()), str(self.pk))


class Registration(models.Model):
    """A person who wants to take part. `digest` is of the code by which somebody without an account finds it again.

    `agreements` says to which texts about personal data the person agreed, and when. `answers` is question → answer.
    """

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("registration", "Waiting for the organizer")
        CONFIRMED = "confirmed", pgettext_lazy("registration", "Confirmed")
        LISTED = "listed", pgettext_lazy("registration", "On the waiting list")
        DECLINED = "declined", pgettext_lazy("registration", "Declined")
        CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="registrations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="registrations",
    )
    name = models.CharField(_("name"), max_length=200)
    reading = models.CharField(_("reading"), max_length=200, blank=True)
    romanized_name = models.CharField(_("name in Latin letters"), max_length=200, blank=True)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organization_named = models.CharField(_("organization"), max_length=200, blank=True)
    country = models.ForeignKey(Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("comes for"), max_length=16, choices=Role)
    way = models.CharField(_("takes part"), max_length=8, choices=Way)
    reads = models.CharField(_("reads"), max_length=8)
    listens = models.CharField(_("listens to"), max_length=8, blank=True)
    access_needs = models.TextField(_("access needs"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    answers = models.JSONField(default=dict, blank=True)
    agreements = models.JSONField(default=list, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State)
    remark = models.TextField(_("remark"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reminded = models.JSONField(default=list, editable=False)
    surveyed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "user"],
                condition=Q(user__isnull=False) & ~Q(state="cancelled"),
                name="participation_once_per_account",
            )
        ]
        indexes = [models.Index(fields=["event", "state", "way"], name="participation_places")]

    def __str__(self) -> str:
        return self.code


class Arrival(models.Model):
    """That somebody came, by a channel: the door, the room's page, a foreign platform's list.

    `seconds` is how long where that was counted, without the breaks between several stays; None where only signs are known.
    """

    class Channel(models.TextChoices):
        DOOR = "door", _("At the door")
        ROOM = "room", _("In the room of this site")
        REPLAY = "replay", _("By the replay")
        ELSEWHERE = "elsewhere", _("On another platform")

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="arrivals")
    channel = models.CharField(max_length=12, choices=Channel)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    seconds = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "channel"], name="participation_arrives_once_per_channel"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.channel}"


class Verdict(models.Model):
    """One person's answers to the survey, without the person: only the country and the role remain."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="verdicts")
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=16, choices=Role)
    language = models.CharField(max_length=8)
    answers = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.event_id}"
