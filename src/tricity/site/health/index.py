from __future__ import annotations

import datetime as dt

from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.search import folder
from tricity.search.models import IndexedText, Outbox
from tricity.search.queries import index_is_ready
from tricity.site.health.finding import Finding, Level

# A worker that lives is half a second behind; after an import of many records some minutes.
BEHIND = dt.timedelta(minutes=10)


def presence() -> Finding:
    if index_is_ready():
        return Finding(_("search index"), Level.OK, _("There is one."))
    message = _("There is none yet. It is built while “tricity serve” runs.")
    return Finding(_("search index"), Level.WARNING, message)


def freshness() -> Finding:
    """How far the search is behind what people wrote."""
    name, meaning = (
        _("search index"),
        _("What waits here is not found by the search yet, or found in its old words."),
    )
    if not index_is_ready():
        advice = _("Wait some minutes; if it stays so, run “tricity reindex”.")
        message = _("There is none yet. It is built while “tricity serve” runs.")
        return Finding(name, Level.WARNING, message, meaning, advice, "index")
    waiting = Outbox.objects.aggregate(number=Count("pk"), since=Min("created_at"))
    if not waiting["number"]:
        return Finding(name, Level.OK, _("Everything is in it."), meaning)
    text = ngettext("%(number)d change waits.", "%(number)d changes wait.", waiting["number"])
    message = text % {"number": waiting["number"]}
    if timezone.now() - waiting["since"] < BEHIND:
        return Finding(name, Level.OK, message, meaning)
    advice = _("See whether the background worker is alive; if it is, run “tricity reindex”.")
    return Finding(name, Level.WARNING, message, meaning, advice, "index")


def completeness() -> Finding | None:
    """The index has as many documents as were read for it."""
    index = folder.searchable()
    if index is None or Outbox.objects.exists():
        return None
    inside, read = len(index), IndexedText.objects.count()
    name = _("search index and database")
    message = _("%(inside)d documents in the index, %(read)d read from the database.")
    said = message % {"inside": inside, "read": read}
    if inside != read:
        advice = _("Run “tricity reindex”, or “tricity doctor --mend”.")
        return Finding(name, Level.WARNING, said, "", advice, "index")
    return Finding(name, Level.OK, said)
