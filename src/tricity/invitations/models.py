"""Who is asked to come to an event, and what speakers say of themselves by a link of their own."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.directory.models import Country, Organization
from tricity.events.models import Event, SessionPerson, SpeakerConsent, Talk
from tricity.participation.models import Registration
from tricity.web.identity import new_code


class Invitation(models.Model):
    """A person or a body that is asked to take part. `digest` is of the secret in its link, known only when it is made.

    A person has a `name`; a body may have none. `answer_by` is an instant; without it there is no reminder.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("invitation", "No answer yet")
        ACCEPTED = "accepted", pgettext_lazy("invitation", "Registered")
        DECLINED = "declined", pgettext_lazy("invitation", "Cannot come")
        WITHDRAWN = "withdrawn", pgettext_lazy("invitation", "Withdrawn")

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="invitations")
    name = models.CharField(_("name"), max_length=200, blank=True)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organization_named = models.CharField(_("organization"), max_length=200, blank=True)
    country = models.ForeignKey(Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=8)
    email = models.EmailField(_("e-mail"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.OPEN)
    registration = models.OneToOneField(
        Registration, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitation"
    )
    remark = models.TextField(_("remark"), blank=True)
    answer_by = models.DateTimeField(_("answer wished by"), null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    mailed_at = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["event", "state"], name="invitations_states")]

    def __str__(self) -> str:
        return self.code


class SpeakerLink(models.Model):
    """The link by which a speaker, or a moderator or interpreter, writes about themselves without an account.

    Of either a talk or a person of a session. `closes_at`: until then they may come back. The slides are kept here;
    the event shows a copy of them while the speaker agrees (see `actions.slides`). What the speaker writes of a talk is kept
    there, in `language`. `rendered` is field → language → the text that came from a reviewed rendering of it.
    """

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    talk = models.OneToOneField(
        Talk, null=True, blank=True, on_delete=models.CASCADE, related_name="speaker_link"
    )
    person = models.OneToOneField(
        SessionPerson, null=True, blank=True, on_delete=models.CASCADE, related_name="speaker_link"
    )
    language = models.CharField(_("language"), max_length=8)
    email = models.EmailField(_("e-mail"), blank=True)
    closes_at = models.DateTimeField(_("open until"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    saved_at = models.DateTimeField(null=True, editable=False)
    reminded = models.JSONField(default=list, editable=False)
    rendered = models.JSONField(default=dict, editable=False)
    slides = models.FileField(_("slides"), upload_to="speakers/%Y/", blank=True)
    slides_licence = models.CharField(_("licence of the slides"), max_length=100, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(talk__isnull=False, person__isnull=True)
                | Q(talk__isnull=True, person__isnull=False),
                name="invitations_link_of_one",
            )
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return self.event.get_absolute_url()

    @property
    def part(self) -> Talk | SessionPerson:
        """Whose page it is."""
        found = self.talk or self.person
        assert found is not None
        return found

    @property
    def event(self) -> Event:
        return self.part.session.event


class ConsentGiven(models.Model):
    """What a speaker, moderator or interpreter answered about one use, with the words shown; never changed, the last holds."""

    link = models.ForeignKey(SpeakerLink, on_delete=models.CASCADE, related_name="consents")
    use = models.CharField(_("use"), max_length=12, choices=SpeakerConsent.Use)
    is_given = models.BooleanField(_("agreed"))
    version = models.CharField(max_length=16)
    language = models.CharField(max_length=8)
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.link_id} {self.use}: {self.is_given}"
