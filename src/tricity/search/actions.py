from __future__ import annotations

from django.db.models import Model

from tricity.search import registry
from tricity.search.errors import NotRegistered
from tricity.search.models import Outbox

_BATCH = 1000


def touch(*subjects: Model) -> None:
    """Have these objects indexed anew; call it inside the transaction that changed, published or deleted them.

    One insert, whatever their number. Raises NotRegistered for an object of a model that is not indexed.
    """
    labels = [subject._meta.label_lower for subject in subjects]
    for label in sorted(set(labels)):
        if not registry.of_model(label):
            raise NotRegistered(label)
    Outbox.objects.bulk_create(
        [
            Outbox(subject_kind=label, subject_id=subject.pk)
            for label, subject in zip(labels, subjects, strict=True)
        ],
        batch_size=_BATCH,
    )


def touch_all(kind: str) -> int:
    """Have every object of the kind's model indexed anew; returns how many. Raises NotRegistered."""
    model = registry.of_kind(kind).model
    label = model._meta.label_lower
    rows = (
        Outbox(subject_kind=label, subject_id=pk)
        for pk in model._base_manager.order_by("pk").values_list("pk", flat=True).iterator()
    )
    return len(Outbox.objects.bulk_create(rows, batch_size=_BATCH))
