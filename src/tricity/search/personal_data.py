"""What the search keeps about people."""

from django.utils.translation import gettext_lazy as _

from tricity.privacy.columns import deletes, older, rows
from tricity.privacy.registry import Holding, register
from tricity.privacy.wording import DELETED, ONLY_YOU


def register_holdings() -> None:
    register(SAVED_SEARCHES)
    register(SAVED_HITS)


SAVED_SEARCHES = Holding(
    name="saved-searches",
    label=_("Searches you saved"),
    why=_(
        "So that the search is asked again for you every day. What you search for without saving is not kept."
    ),
    seen_by=ONLY_YOU,
    at_deletion=DELETED,
    fields=("search.SavedSearch.user",),
    export=rows("search.SavedSearch", "user", "question", "filters", "language", "created_at", "checked_at"),
    erase=deletes(("search.SavedSearch", "user")),
)
SAVED_HITS = Holding(
    name="saved-hits",
    label=_("New hits of your saved searches"),
    why=_("So that you see what is new until you have looked at it."),
    seen_by=ONLY_YOU,
    at_deletion=DELETED,
    fields=("search.SavedHit.search",),
    export=rows("search.SavedHit", "search__user", "document_id", "found_at"),
    erase=deletes(("search.SavedHit", "search__user")),
    days=365,
    expire=older("search.SavedHit", "found_at"),
)
