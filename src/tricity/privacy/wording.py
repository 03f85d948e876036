"""Sentences that several holdings say."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

DELETED = pgettext_lazy("data of a person", "Deleted.")
STAYS_UNNAMED = _("Remains with the body it was done for, without your name.")
ONLY_YOU = pgettext_lazy("sees the data", "Only you.")
YOU_AND_OPERATOR = _("You and the operator.")
SIGNED_IN = _("People who have signed in, where your name stands beside something you did.")
