from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tricity.elsewhere import queries
from tricity.elsewhere.actions.sources import Outcome, Source, note
from tricity.elsewhere.errors import NothingNew
from tricity.elsewhere.matching import squeezed
from tricity.elsewhere.models import BroughtQuestion
from tricity.rooms import actions as rooms
from tricity.rooms.actions import AskedElsewhere


@dataclass(frozen=True, slots=True)
class Chosen:
    """A question that is to be brought in. `has_time` is False where the file tells none and the session's was taken."""

    asked: AskedElsewhere
    has_time: bool = True

    @property
    def key(self) -> str:
        at = self.asked.at_ms // 1000 if self.has_time else ""
        return hashlib.sha256(f"{at}|{squeezed(self.asked.text)}".encode()).hexdigest()


@transaction.atomic
def bring_questions(source: Source, chosen: Sequence[Chosen], *, by: Any) -> Outcome:
    """Put the chosen into the room; those an earlier file brought are left as they are. Raises BroughtAlready, NothingNew."""
    if not chosen:
        raise NothingNew
    file = note(source, by=by)
    known = queries.known_questions(source.session)
    wanted = {each.key: each for each in chosen}
    new = {key: each.asked for key, each in wanted.items() if key not in known}
    made = rooms.bring_questions(source.session.event, source.session, new.values(), key=str(file.pk), by=by)
    ids = {key: known[key] for key in wanted if key in known} | {
        key: question.pk for key, question in zip(new, made, strict=True)
    }
    BroughtQuestion.objects.bulk_create(
        BroughtQuestion(file=file, question_id=pk, key=key) for key, pk in ids.items()
    )
    return Outcome(file, len(new), len(wanted) - len(new))
