from __future__ import annotations

from django.conf import settings
from django.db import models

from tricity.participation.models import Registration
from tricity.web.identity import new_code


class Partner(models.Model):
    """A participant who wishes to be found by others, with what they say of themselves. `listed_at` None: not any more.

    `code` stands in addresses: that of the registration lets its holder in at the door and is shown to nobody else.
    `user` is kept beside the registration's, which is forgotten when the account goes.
    """

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="meeting_partner"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="meeting_partners"
    )
    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    languages = models.JSONField(default=list, blank=True)
    seeks = models.JSONField(default=dict, blank=True)
    offers = models.JSONField(default=dict, blank=True)
    listed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.code
