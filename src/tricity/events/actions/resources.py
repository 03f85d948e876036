from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import F

from tricity.events.actions.changes import note
from tricity.events.actions.sessions import next_position
from tricity.events.models import Event, Resource
from tricity.events.uploads import suffix_of


def add_resource(resource: Resource, *, by: Any, upload: File | None = None) -> Resource:
    """Attach a link, or a file that was checked before; a file whose row cannot be stored is removed again."""
    if upload is not None:
        _store(resource, upload)
    try:
        with transaction.atomic():
            resource.position = next_position(resource.event.resources.all())
            resource.save()
            note("resource.added", resource.event, by)
    except Exception:
        if resource.file.name:
            resource.file.storage.delete(resource.file.name)
        raise
    return resource


def count_download(resource: Resource) -> None:
    """Count that the file was fetched; by whom is not noted anywhere."""
    Resource.objects.filter(pk=resource.pk).update(downloads=F("downloads") + 1)


@transaction.atomic
def delete_resource(resource: Resource, *, by: Any) -> None:
    """Remove a resource; its file goes once the row is gone for good."""
    event = resource.event
    _delete_file_later(resource)
    resource.delete()
    note("resource.deleted", event, by)


@transaction.atomic
def keep_text(
    event: Event, text: str, *, external_id: str, titles: Mapping[str, str], language: str, licence: str = ""
) -> Resource:
    """Have `text` attached as a UTF-8 file under this identity; the same text again changes nothing."""
    content = text.encode()
    resource = event.resources.filter(external_id=external_id).first()
    if resource is not None and _content(resource) == content:
        return resource
    if resource is None:
        resource = Resource(event=event, external_id=external_id, kind=Resource.Kind.DOCUMENT)
        resource.position = next_position(event.resources.all())
    else:
        _delete_file_later(resource)
    resource.titles, resource.language, resource.licence = dict(titles), language, licence
    _store(resource, ContentFile(content, name="text.txt"))
    resource.save()
    note("resource.kept", event, None)
    return resource


def _store(resource: Resource, upload: File) -> None:
    """Under a name that carries nothing of the person's own file system."""
    name = f"{resource.event.code}-{secrets.token_hex(8)}.{suffix_of(str(upload.name))}"
    resource.size_bytes = upload.size or 0
    resource.file.save(name, upload, save=False)


def _content(resource: Resource) -> bytes:
    try:
        with resource.file.open("rb") as file:
            return bytes(file.read())
    except (FileNotFoundError, ValueError):
        return b""


def _delete_file_later(resource: Resource) -> None:
    storage, name = resource.file.storage, resource.file.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))
