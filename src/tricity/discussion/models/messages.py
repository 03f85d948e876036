from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tricity.web.identity import new_code


class Conversation(models.Model):
    """Messages between a person, who writes for `starter_body`, and an organization's members or another person.

    Nobody else reads them. `about_kind` and `about_id` name the object it began with (see `registry.py`);
    `countries` whose curators look at reported messages, as of a thread. Bodies are codes of organizations.
    """

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    topic = models.CharField(_("what it is about"), max_length=200)
    language = models.CharField(max_length=8)
    starter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    starter_body = models.CharField(max_length=16)
    addressee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    addressee_body = models.CharField(max_length=16, blank=True)
    about_kind = models.CharField(max_length=32, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    countries = models.CharField(max_length=64, default="|")
    created_at = models.DateTimeField(auto_now_add=True)
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-last_at", "-pk"]
        indexes = [
            models.Index(fields=["starter", "-last_at"]),
            models.Index(fields=["addressee", "-last_at"]),
            models.Index(fields=["addressee_body", "-last_at"]),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("discussion:conversation", args=[self.code])


class Message(models.Model):
    """One message, in its author's words; `is_hidden` once a moderator took it away, with the reason."""

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = models.CharField(max_length=16)
    text = models.TextField(_("message"))
    language = models.CharField(max_length=8)
    created_at = models.DateTimeField(auto_now_add=True)
    is_hidden = models.BooleanField(default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    reason_language = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["conversation", "created_at"]),
            models.Index(fields=["author", "created_at"]),
        ]

    def __str__(self) -> str:
        return self.code


class Seen(models.Model):
    """Until when a person has read a conversation."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="seen")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "user"], name="discussion_seen_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.conversation_id}"


class Contact(models.Model):
    """A person who does not want to be written to by people they do not know; no row: who may be."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="contact")
    is_open = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.is_open}"


CLOSED = Q(contact__is_open=False)
