"""What every published object carries: a code for its address, a global URI, where it came from, its version."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

# Without I, O, 0 and 1, which people confuse when they read a code aloud or copy it from paper.
CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 8
CODE_ATTEMPTS = 5


def new_code() -> str:
    """Eight characters of 32: about 10^12 codes, so a collision is rare and retried by `Identified.save`."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


class Identified(models.Model):
    """An object with a public code, free of language and of row numbers, and the identity it had at its source."""

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    node = models.CharField(max_length=64, editable=False, default="")
    source = models.CharField(_("source"), max_length=64, blank=True, default="")
    external_id = models.CharField(_("identifier at the source"), max_length=200, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    path: ClassVar[str]

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["source", "external_id"], name="%(app_label)s_%(class)s_source_identity"
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row; a new row whose code is taken already gets another one, five times at most."""
        self.node = self.node or settings.NODE
        if not self._state.adding:
            super().save(*args, **kwargs)
            return
        for attempt in range(CODE_ATTEMPTS):
            try:
                with transaction.atomic():
                    super().save(*args, **kwargs)
                return
            except IntegrityError:
                taken = type(self)._base_manager.filter(code=self.code).exists()
                if not taken or attempt == CODE_ATTEMPTS - 1:
                    raise
                self.code = new_code()

    @property
    def uri(self) -> str:
        """Global address: the node's own URI (`TRICITY_NODE_URI`), the kind of object, its code."""
        start = settings.NODE_URI if self.node == settings.NODE else f"urn:tricity:{self.node}"
        separator = ":" if start.startswith("urn:") else "/"
        return separator.join([start, self.path, self.code])


class PublicationState(models.TextChoices):
    """How far an object has come on its way to the public; apart from a project's own `status`."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")


class Standing(models.TextChoices):
    """Who speaks in a text."""

    COMPILED = "compiled", _("Compiled from public sources")
    SUBMITTED = "submitted", _("Submitted by the body itself")
    CONFIRMED = "confirmed", _("Confirmed by the body")


class Published(Identified):
    """An object that passes through review to the public, speaks for somebody, and is never truly deleted."""

    owner = models.ForeignKey(
        "directory.Organization",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("owner"),
    )
    publication_state = models.CharField(
        _("publication"),
        max_length=12,
        choices=PublicationState,
        default=PublicationState.DRAFT,
        db_index=True,
    )
    published_at = models.DateTimeField(null=True, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    standing = models.CharField(_("who speaks"), max_length=12, choices=Standing, default=Standing.SUBMITTED)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta(Identified.Meta):
        abstract = True

    @property
    def is_public(self) -> bool:
        return self.publication_state == PublicationState.PUBLISHED and self.deleted_at is None
