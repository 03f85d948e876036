from django.db import models


class Outbox(models.Model):
    """One object whose searchable text, facets or visibility changed; written in the transaction of the change.

    The indexer follows rows by `id`, and deletes those it has committed to the index.
    """

    subject_kind = models.CharField(max_length=64)
    subject_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.subject_kind}/{self.subject_id}"
