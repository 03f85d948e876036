"""What a statement can be about. The order is that of a city that starts to look for help, not of importance."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ServiceKind(models.TextChoices):
    """What a body does for cities."""

    FUNDING = "funding", pgettext_lazy("service", "Funding")
    MATCHING = "matching", pgettext_lazy("service", "Matching with partners")
    ADVICE = "advice", pgettext_lazy("service", "Advice")
    CERTIFICATION = "certification", pgettext_lazy("service", "Certification and evaluation")
    TRAINING = "training", pgettext_lazy("service", "Training")
    INTERNATIONAL = "international", pgettext_lazy("service", "International contacts")
    RESEARCH = "research", pgettext_lazy("service", "Research and statistics")
    OTHER = "other", pgettext_lazy("service", "Other services")


class Section(models.TextChoices):
    """The sections of a country card."""

    LAWS = "laws", pgettext_lazy("country card", "Laws and plans")
    DECIDERS = "deciders", pgettext_lazy("country card", "Who decides")
    FUNDING = "funding", pgettext_lazy("country card", "Funding programmes")
    BUDGET = "budget", pgettext_lazy("country card", "Budget calendar")
    PROCUREMENT = "procurement", pgettext_lazy("country card", "Procurement")
    PPP = "ppp", pgettext_lazy("country card", "Public–private partnership and its legal basis")
    DATA = "data", pgettext_lazy("country card", "Data rules")
    TURNING_POINTS = "turning-points", pgettext_lazy("country card", "Turning points")


class State(models.TextChoices):
    """A statement is written, read by everybody, or taken back; the versions stay in each case."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("statement", "Withdrawn")
