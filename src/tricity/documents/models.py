from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.directory.models import Organization
from tricity.knowledge.models import Kind, Record
from tricity.language import identify
from tricity.web.identity import Identified
from tricity.web.text import LocalizedText


class PrivateStorage(FileSystemStorage):
    """A folder of its own that no web server is pointed at; its files are readable by the site's account alone."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        return str(settings.DOCUMENTS_FOLDER)

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    def url(self, name: str | None) -> str:
        raise ValueError("documents have no address of their own")


def private_storage() -> PrivateStorage:
    """For fields: migrations keep the name of this function, not the folder."""
    return PrivateStorage()


class Document(Identified):
    """A file a body has brought in, so that a draft record can be made of it.

    `file` is what was uploaded, `text` its blocks as JSON Lines (`reading.values.Block`); both are kept until the document
    is deleted. `problem` says why it was refused (code and values of `sentences`); `suggestions` are those of
    `suggestions.values.Suggestion`, in the order they are shown. `record` is the draft that was made of it.
    """

    path = "documents"

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("of a document", "Being read")
        READ = "read", pgettext_lazy("of a document", "Ready for you")
        REFUSED = "refused", pgettext_lazy("of a document", "Not readable")

    owner = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="documents", verbose_name=_("owner")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(max_length=200)
    file = models.FileField(storage=private_storage, max_length=200)
    size_bytes = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    problem = models.JSONField(default=dict, blank=True)
    notes = models.JSONField(default=list, blank=True)
    format = models.CharField(max_length=8, blank=True)
    language = models.CharField(max_length=8, blank=True)
    pages = models.PositiveIntegerField(default=0)
    blocks = models.PositiveIntegerField(default=0)
    text = models.FileField(storage=private_storage, max_length=200, blank=True)
    suggestions = models.JSONField(default=list, blank=True)
    record = models.ForeignKey(
        Record, null=True, blank=True, on_delete=models.SET_NULL, related_name="documents"
    )
    read_at = models.DateTimeField(null=True)

    class Meta(Identified.Meta):
        indexes = [models.Index(fields=["owner", "-created_at"])]
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> LocalizedText:
        """The name of the file in the language it is written in, as far as one can tell."""
        return LocalizedText(self.name, identify(self.name.rpartition(".")[0], default="en"))

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.code])

    @property
    def problem_code(self) -> str:
        return str(self.problem.get("code", ""))

    @property
    def problem_values(self) -> dict[str, Any]:
        return dict(self.problem.get("values", {}))
