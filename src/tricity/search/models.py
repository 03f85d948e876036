from django.db import models


class Outbox(models.Model):
    """One object whose searchable text, facets or visibility changed; written in the transaction of the change.

    The indexer reads the object as it is by then, so the order of rows does not matter; it deletes the rows whose
    objects it has committed to the index. `subject_kind` is the model's label.
    """

    subject_kind = models.CharField(max_length=64)
    subject_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.subject_kind}/{self.subject_id}"


class IndexedText(models.Model):
    """What the indexer read of one document, kept so that hits can be explained and quoted without reading them anew.

    Made from the objects like the index, and rebuilt with it. `content` is packed by `search.texts`.
    """

    document_id = models.CharField(max_length=80, primary_key=True)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.document_id
