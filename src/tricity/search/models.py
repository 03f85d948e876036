from django.conf import settings
from django.db import models
from django.utils import timezone


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


class SavedSearch(models.Model):
    """A question a person wants asked again every day. `filters` are as in `search.queries.find`.

    `known` are ids of documents that had been found before, the newest last: they are no news.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    question = models.CharField(max_length=400, blank=True)
    filters = models.JSONField(default=dict)
    language = models.CharField(max_length=8)
    known = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    checked_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"saved search {self.pk}"


class SavedHit(models.Model):
    """A document that a saved search found for the first time, until its person has seen it."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="hits")
    document_id = models.CharField(max_length=80)
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-found_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["search", "document_id"], name="search_one_saved_hit")]

    def __str__(self) -> str:
        return f"{self.search_id}: {self.document_id}"
