from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.events.models import Event, Session
from tricity.translation.names import NameField


class Access(models.TextChoices):
    """Who comes into a room to read; asking and voting needs an account or a registration everywhere."""

    READERS = "readers", _("Everybody who may read the event")
    SIGNED_IN = "signed-in", _("People who have signed in")
    REGISTERED = "registered", _("People who have registered for the event")


class Room(models.Model):
    """How the room of an event is run; an event without a row has the defaults.

    `now_session` is what the moderator says is on, in place of the clock. `announcement` is the one shown at the top.
    `reaction_totals` (kind → number) and `counts_at_ms` are what viewers were last told, and when.
    """

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="room")
    open_to = models.CharField(_("who may enter"), max_length=12, choices=Access, default=Access.READERS)
    takes_questions = models.BooleanField(_("questions are taken"), default=True)
    holds_questions = models.BooleanField(_("a moderator lets each question through"), default=True)
    now_session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    announcement = models.ForeignKey(
        "rooms.Announcement", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reaction_totals = models.JSONField(default=dict)
    counts_at_ms = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.event_id)


class RoomRole(models.Model):
    """What a person does in a room, given by name; organizers and editors of the event need none."""

    class Role(models.TextChoices):
        MODERATOR = "moderator", pgettext_lazy("in a room", "Moderator")
        CAPTIONER = "captioner", pgettext_lazy("in a room", "Captioner")
        INTERPRETER = "interpreter", pgettext_lazy("in a room", "Interpreter")
        SPEAKER = "speaker", pgettext_lazy("in a room", "Speaker")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="room_roles")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="room_roles")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["role", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "user", "role"], name="rooms_one_role_each")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"


class Announcement(models.Model):
    """What a moderator tells everybody, in several languages at once, all equal."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="announcements")
    texts = NameField(verbose_name=_("announcement"))
    seq = models.PositiveBigIntegerField()
    at_ms = models.BigIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-seq"]
        constraints = [models.UniqueConstraint(fields=["event", "seq"], name="rooms_announcement_moment")]

    def __str__(self) -> str:
        return next(iter(self.texts.values()), str(self.pk))


class ReactionCount(models.Model):
    """How often a reaction was given in ten seconds of an event; by whom is not kept. `slot` is `at_ms // 10_000`."""

    class Kind(models.TextChoices):
        APPLAUSE = "applause", pgettext_lazy("reaction", "Applause")
        AGREE = "agree", pgettext_lazy("reaction", "I agree")
        IDEA = "idea", pgettext_lazy("reaction", "Good idea")
        UNCLEAR = "unclear", pgettext_lazy("reaction", "Please explain")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=12, choices=Kind)
    slot = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "kind", "slot"], name="rooms_reaction_once_a_slot")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.count}"
