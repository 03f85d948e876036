from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tricity.web.identity import new_code


class Thread(models.Model):
    """What is said about one object of another app, known by its `kind` (see `registry.py`) and row id.

    `countries` are the codes of those whose curators moderate, as `|JP|KR|`: so both databases can look into it.
    """

    kind = models.CharField(max_length=32)
    subject_id = models.BigIntegerField()
    countries = models.CharField(max_length=64, default="|")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id"], name="discussion_one_thread_each")
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.subject_id}"


class PostState(models.TextChoices):
    VISIBLE = "visible", _("Visible")
    HELD = "held", _("Waiting for a moderator")
    HIDDEN = "hidden", _("Hidden by a moderator")


class Post(models.Model):
    """What one person said, in `language`, for the organization with the code `body`; an answer has a `parent`.

    Deleted, its words are gone and its place stays. `reason` is what a moderator told the author.
    """

    State = PostState

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="answers"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="posts"
    )
    body = models.CharField(max_length=16)
    text = models.TextField(_("text"), blank=True)
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=8, choices=PostState, default=PostState.VISIBLE)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    reason_language = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["thread", "parent", "created_at"]),
            models.Index(fields=["author", "created_at"]),
            models.Index(fields=["state", "created_at"]),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("discussion:post", args=[self.code])


class Revision(models.Model):
    """What a post said before it was edited."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    text = models.TextField()
    language = models.CharField(max_length=8)
    until = models.DateTimeField()

    class Meta:
        ordering = ["until", "pk"]

    def __str__(self) -> str:
        return f"{self.post_id} until {self.until}"


class Follow(models.Model):
    """A person who wants to know what is said in a thread, and until when they have seen it."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="follows")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "user"], name="discussion_follow_once")]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.thread_id}"
