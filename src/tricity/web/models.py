from django.db import models


class Choices(models.Model):
    """What was chosen when the site was opened for the first time; one row, or none where nobody was asked.

    `languages` are the interface languages readers are offered, `default_language` what those get whose browser asks for
    none of them, `country` where the node keeps its data (ISO 3166-1 alpha-2, or empty).
    """

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    site_name = models.CharField(max_length=80)
    languages = models.JSONField(default=list)
    default_language = models.CharField(max_length=8)
    country = models.CharField(max_length=2, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="web_choices_only_row")]

    def __str__(self) -> str:
        return self.site_name
