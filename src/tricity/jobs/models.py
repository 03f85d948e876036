from django.db import models
from django.db.models import Q
from django.utils import timezone


class Job(models.Model):
    """Work to be done in the background: a registered function, called with `arguments`.

    While it runs it is leased until `leased_until`; a heartbeat prolongs the lease, and a job whose lease ran out is
    queued again. `key`, where given, is unique among those queued: the same wish twice is one job.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "queued"
        RUNNING = "running", "running"
        DONE = "done", "done"
        FAILED = "failed", "failed"

    name = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=200, null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    lease = models.CharField(max_length=32, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at", "id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(state="queued"), name="jobs_one_queued_per_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk} ({self.state})"
