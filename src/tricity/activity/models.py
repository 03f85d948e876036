from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models


class OnlyAdded(TypeError):
    """Code tried to change or remove an entry of the audit trail."""

    def __init__(self) -> None:
        super().__init__("entries of the audit trail are only ever added")


class EntrySet(models.QuerySet["Entry"]):
    def update(self, **_values: Any) -> NoReturn:
        raise OnlyAdded

    def delete(self) -> NoReturn:
        raise OnlyAdded

    def bulk_update(self, *_objects: Any, **_options: Any) -> NoReturn:
        raise OnlyAdded


class Entry(models.Model):
    """Who did what to what, when. Rows are only ever added; triggers of the database see to it as well.

    The one exception is that the database forgets who an actor was when that account is deleted.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    verb = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=64)
    subject_code = models.CharField(max_length=64)
    details = models.JSONField(default=dict)

    objects = EntrySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_code", "at"]),
            models.Index(fields=["verb", "at"], name="activity_verb_at"),
        ]
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind} {self.subject_code}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry; raises OnlyAdded for one that is stored already."""
        if not self._state.adding:
            raise OnlyAdded
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OnlyAdded
