from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tricity.cooperation.models import Opportunity
from tricity.directory.models import Organization
from tricity.translation.names import NameField
from tricity.web.identity import Identified, Published


class Interpretation(models.TextChoices):
    SIMULTANEOUS = "simultaneous", _("Simultaneous interpretation")
    CONSECUTIVE = "consecutive", _("Consecutive interpretation")


class EventMode(models.TextChoices):
    ONLINE = "online", _("Online")
    ON_SITE = "on-site", _("On site")
    HYBRID = "hybrid", _("On site and online")


class Series(Identified):
    """Events that belong together, on a page of their own; it shows those everybody may see."""

    path = "event-series"

    titles = NameField(verbose_name=_("title"))
    summaries = models.JSONField(_("summary"), default=dict, blank=True)

    class Meta(Identified.Meta):
        verbose_name = _("series of events")
        verbose_name_plural = _("series of events")

    def __str__(self) -> str:
        return next(iter(self.titles.values()), self.code)

    def get_absolute_url(self) -> str:
        return reverse("events:series", args=[self.code])


class Event(Published):
    """A webinar or forum. `starts_at` and `ends_at` are instants; `time_zone` is where the organizer lives.

    Texts that organizers keep in all languages at once are `NameField`s (language code → text), all equal.
    """

    path = "events"

    titles = NameField(verbose_name=_("title"))
    summaries = models.JSONField(_("summary"), default=dict, blank=True)
    series = models.ForeignKey(
        Series,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
        verbose_name=_("series"),
    )
    mode = models.CharField(_("way of taking part"), max_length=8, choices=EventMode, blank=True)
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
    # Sessions that calendars may still hold though they were deleted: uid, starts_at, minutes of each.
    cancelled_entries = models.JSONField(default=list, blank=True, editable=False)

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


class Room(models.Model):
    """Where a part of an event takes place: a hall, or a room of an online platform."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="rooms")
    names = NameField(verbose_name=_("name"))
    places = models.JSONField(_("where it is"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return next(iter(self.names.values()), str(self.pk))


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
    room = models.ForeignKey(
        Room,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sessions",
        verbose_name=_("room"),
    )
    position = models.PositiveSmallIntegerField(default=0)
    opportunities = models.ManyToManyField(Opportunity, related_name="sessions", blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return next(iter(self.titles.values()), str(self.pk))


class Talk(models.Model):
    """One speaker's slot. A native name is kept only with the source that verifies it, or as the speaker gave it."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="talks")
    speaker_name = models.CharField(_("name in Latin letters"), max_length=200)
    native_name = models.CharField(_("native name"), max_length=200, blank=True)
    native_language = models.CharField(_("language of the native name"), max_length=8, blank=True)
    native_name_source = models.URLField(_("source of the native name"), max_length=500, blank=True)
    native_name_by_speaker = models.BooleanField(_("given by the speaker"), default=False)
    reading = models.CharField(_("reading"), max_length=200, blank=True)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="talks"
    )
    organization_names = models.JSONField(_("organization"), default=dict, blank=True)
    roles = models.JSONField(_("role"), default=dict, blank=True)
    titles = models.JSONField(_("title"), default=dict, blank=True)
    abstracts = models.JSONField(_("abstract"), default=dict, blank=True)
    biographies = models.JSONField(_("about the speaker"), default=dict, blank=True)
    spoken_languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    licence = models.CharField(_("licence of the slides"), max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(native_name="")
                | (
                    ~models.Q(native_language="")
                    & (~models.Q(native_name_source="") | models.Q(native_name_by_speaker=True))
                ),
                name="events_talk_native_name_has_source",
            )
        ]

    def __str__(self) -> str:
        return self.speaker_name


class SpeakerConsent(models.Model):
    """What a speaker, or a person of a session, allows to be done: one answer for each use; no row: not answered yet.

    Of either a talk or a person. `answered_by` tells whether they answered themselves, or an organizer wrote down what
    they had said. `consenting.uses_of` knows which uses are asked of whom.
    """

    class Use(models.TextChoices):
        RECORDING = "recording", _("The talk is recorded")
        REPLAY = "replay", _("The recording is published")
        TRANSCRIPT = "transcript", _("Captions and the transcript are published, also translated")
        SLIDES = "slides", _("The slides are published")
        PHOTOGRAPH = "photograph", _("Photographs are published")

    class By(models.TextChoices):
        SPEAKER = "speaker", _("The speaker")
        ORGANIZER = "organizer", _("An organizer, as the speaker said")

    talk = models.ForeignKey(Talk, null=True, blank=True, on_delete=models.CASCADE, related_name="consents")
    person = models.ForeignKey(
        "SessionPerson", null=True, blank=True, on_delete=models.CASCADE, related_name="consents"
    )
    use = models.CharField(_("use"), max_length=12, choices=Use)
    is_given = models.BooleanField(_("agreed"))
    answered_by = models.CharField(_("answered by"), max_length=12, choices=By)
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["talk", "use"], name="events_one_consent_a_use"),
            models.UniqueConstraint(fields=["person", "use"], name="events_one_consent_a_use_of_person"),
            models.CheckConstraint(
                condition=models.Q(talk__isnull=False, person__isnull=True)
                | models.Q(talk__isnull=True, person__isnull=False),
                name="events_consent_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.talk_id or self.person_id} {self.use}: {self.is_given}"


class SessionPerson(models.Model):
    """Somebody who is not a speaker: moderator, chair, interpreter, technician.

    The name is kept as the person writes it, family name first where that is the custom. Of interpreters: from which
    language into which (and back, with `both_ways`), and the shift, in minutes from the start of the session; without
    one they work through the whole session. `is_public` names the person on the event's page.
    """

    class Role(models.TextChoices):
        MODERATOR = "moderator", _("Moderator")
        CHAIR = "chair", _("Chair")
        INTERPRETER = "interpreter", _("Interpreter")
        TECHNICIAN = "technician", _("Technician")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="people")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    romanized_name = models.CharField(_("name in Latin letters"), max_length=200, blank=True)
    native_name = models.CharField(_("name"), max_length=200, blank=True)
    native_language = models.CharField(_("language of the name"), max_length=8, blank=True)
    reading = models.CharField(_("reading"), max_length=200, blank=True)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organization_names = models.JSONField(_("organization"), default=dict, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    from_language = models.CharField(_("from"), max_length=8, blank=True)
    to_language = models.CharField(_("into"), max_length=8, blank=True)
    both_ways = models.BooleanField(_("and back"), default=True)
    shift_offset_minutes = models.PositiveSmallIntegerField(_("shift begins after"), null=True, blank=True)
    shift_minutes = models.PositiveSmallIntegerField(_("length of the shift"), null=True, blank=True)
    is_public = models.BooleanField(_("named on the page"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(romanized_name="") | ~models.Q(native_name=""),
                name="events_sessionperson_has_a_name",
            )
        ]

    def __str__(self) -> str:
        return self.native_name or self.romanized_name


class JoinLink(models.Model):
    """Where a session on a foreign platform is joined: for a country and a language, or for all where they are empty.

    Only those who are registered see it, from `shown_from` on.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="join_links")
    platform = models.CharField(_("platform"), max_length=100)
    url = models.URLField(_("address"), max_length=1000)
    country = models.CharField(_("country"), max_length=2, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    notes = models.JSONField(_("how to join"), default=dict, blank=True)
    shown_from = models.DateTimeField(_("shown from"))

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.platform} {self.country} {self.language}".strip()


class InterpretationLimit(models.Model):
    """How long one interpreter works: set by the operator; `limits.limit_of` knows what holds without a row."""

    kind = models.CharField(_("interpretation"), max_length=32, choices=Interpretation, unique=True)
    relief_minutes = models.PositiveSmallIntegerField(_("minutes without relief"))
    daily_minutes = models.PositiveSmallIntegerField(_("minutes a day"))

    def __str__(self) -> str:
        return f"{self.kind}: {self.relief_minutes}, {self.daily_minutes} a day"


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
