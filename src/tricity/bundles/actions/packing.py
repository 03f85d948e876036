"""A bundle packed in the background, for organizers to download."""

from __future__ import annotations

import datetime as dt
import logging
import shutil
import time
from functools import partial
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.bundles.actions.making import Bundle, Progress, make_event_bundle
from tricity.bundles.errors import Faulty, NotPublic, NotWritable, TooLarge
from tricity.bundles.models import WORK, PackedBundle
from tricity.bundles.zipping import zip_folder
from tricity.events.models import Event
from tricity.jobs.actions import enqueue
from tricity.jobs.registry import job
from tricity.media import MediaError

logger = logging.getLogger(__name__)

PACK: Final = "bundles.pack"
# How often the share that is done is written down.
_TELL_SECONDS = 1.0
State, Problem = PackedBundle.State, PackedBundle.Problem
# What trying again does not mend, the more special first.
PROBLEMS: Final[tuple[tuple[type[Exception], PackedBundle.Problem], ...]] = (
    (NotPublic, Problem.NOT_PUBLIC),
    (TooLarge, Problem.TOO_LARGE),
    (Faulty, Problem.FAULTY),
    (NotWritable, Problem.DISK),
    (OSError, Problem.DISK),
    (MediaError, Problem.SOUND),
)


@transaction.atomic
def pack_later(event: Event, *, by: Any) -> PackedBundle:
    """Have the bundle made and packed; asking again before it is ready makes it once. Raises NotPublic."""
    if not event.is_public:
        raise NotPublic(event.code)
    # Two who ask for the first one at once: the second waits for the row of the first.
    row, _made = PackedBundle.objects.select_for_update().get_or_create(
        event=event, defaults={"asked_at": timezone.now()}
    )
    row.event = event
    row.state, row.percent, row.problem, row.said = State.WAITING, 0, "", ""
    row.asked_by, row.asked_at = by, timezone.now()
    row.save()
    enqueue(PACK, key=f"{PACK}:{event.pk}", event_id=event.pk)
    record("bundle.wanted", event, by=by)
    return row


@job(PACK)
def pack(event_id: int) -> None:
    """Make and pack the bundle, or note why that cannot be; a worker that died is followed by another that starts over."""
    row = PackedBundle.objects.select_related("event").filter(event_id=event_id).first()
    if row is None or not row.is_under_way:
        return
    PackedBundle.objects.filter(pk=row.pk).update(state=State.MAKING)
    shutil.rmtree(row.folder / WORK, ignore_errors=True)
    try:
        _pack(row)
    except Exception as error:  # whoever waits must see the end of it, whatever it was
        _note_failure(row, error)
        if not isinstance(error, tuple(each for each, _problem in PROBLEMS)):
            raise
    finally:
        shutil.rmtree(row.folder / WORK, ignore_errors=True)


def expire_packed(before: dt.datetime) -> int:
    """Remove what was asked for before the moment, and folders whose event is gone."""
    old = list(PackedBundle.objects.select_related("event").filter(asked_at__lt=before))
    for row in old:
        row.delete()
        transaction.on_commit(partial(shutil.rmtree, row.folder, ignore_errors=True))
    _remove_orphans()
    return len(old)


def _remove_orphans() -> None:
    root = Path(settings.BUNDLES_FOLDER)
    # Looked at before the rows: one that is asked for meanwhile has its row first, then its folder.
    folders = list(root.iterdir()) if root.is_dir() else []
    kept = set(PackedBundle.objects.values_list("event__code", flat=True))
    for folder in folders:
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)


def _pack(row: PackedBundle) -> None:
    """The unpacked bundle lies in a folder for work that is removed afterwards."""
    work, code = row.folder / WORK, row.event.code.lower()
    made = make_event_bundle(row.event, work / code, _teller(row), most_bytes=settings.BUNDLE_LIMIT_BYTES)
    packed = work / "packed.zip"
    digest = zip_folder(work / code, packed, root=f"bundle-{code}")
    name = f"{code}-{digest[:12]}.zip"
    packed.chmod(0o600)
    packed.replace(row.folder / name)
    _note(row, made, name, digest)


@transaction.atomic
def _note(row: PackedBundle, made: Bundle, name: str, digest: str) -> None:
    row.name, row.sha256, row.size_bytes = name, digest, (row.folder / name).stat().st_size
    row.left_out, row.is_small = list(made.left_out), made.is_small
    row.state, row.percent, row.made_at = State.READY, 100, timezone.now()
    row.save(
        update_fields=[
            "name", "sha256", "size_bytes", "left_out", "is_small", "state", "percent", "made_at",
        ]
    )  # fmt: skip
    record("bundle.made", row.event, bytes=row.size_bytes, sha256=digest)
    for other in row.folder.glob("*.zip"):
        if other.name != name:
            transaction.on_commit(partial(other.unlink, missing_ok=True))


def _note_failure(row: PackedBundle, error: Exception) -> None:
    problem = next((each for kind, each in PROBLEMS if isinstance(error, kind)), Problem.OTHER)
    logger.warning("the bundle of event %s was not made: %s", row.event_id, problem)
    PackedBundle.objects.filter(pk=row.pk).update(
        state=State.FAILED, problem=problem, said=str(error)[-1000:] if problem == Problem.FAULTY else ""
    )


def _teller(row: PackedBundle) -> Progress:
    """Writes the share down about once a second."""
    told = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told >= _TELL_SECONDS:
            told = time.monotonic()
            PackedBundle.objects.filter(pk=row.pk).update(percent=min(99, done * 100 // max(1, total)))

    return tell
