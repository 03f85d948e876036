"""Pure predicates: who sees and keeps sources, and who decides about two records; `user` may be anonymous."""

from __future__ import annotations

from typing import Any

from tricity.accounts.rules import is_curator, is_operator
from tricity.directory.models import Organization
from tricity.directory.rules import edits_for
from tricity.harvest.models import Entry, Pair, Source
from tricity.knowledge.models import Record
from tricity.knowledge.rules import may_edit, may_read, may_review


def may_keep_for(user: Any, owner: Organization) -> bool:
    """Operators keep the sources of all bodies, curators those of the bodies of their country."""
    return is_operator(user) or (owner.country_id is not None and is_curator(user, owner.country_id))


def may_keep(user: Any, source: Source) -> bool:
    return may_keep_for(user, source.owner)


def may_see(user: Any, source: Source) -> bool:
    """Editors of a body see what is harvested in its name."""
    return may_keep(user, source) or edits_for(user, source.owner)


def may_decide_offer(user: Any, entry: Entry) -> bool:
    return entry.record is not None and may_edit(user, entry.record)


def may_change(user: Any, record: Record) -> bool:
    """Whether a change of the record by this person holds at once."""
    return may_review(user, record) or (may_edit(user, record) and not record.is_public)


def may_join(user: Any, pair: Pair) -> bool:
    """Making one of two records changes both."""
    return may_change(user, pair.first) and may_change(user, pair.second)


def may_see_pair(user: Any, pair: Pair) -> bool:
    """Who reads both and may edit one of them: its editor, too, can say that they are different."""
    reads = may_read(user, pair.first) and may_read(user, pair.second)
    return reads and (may_edit(user, pair.first) or may_edit(user, pair.second))
