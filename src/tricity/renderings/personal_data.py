"""What the translators' pages keep about people."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from tricity.privacy.columns import blots, deletes, rows
from tricity.privacy.registry import Holding, register
from tricity.privacy.wording import DELETED, SIGNED_IN, YOU_AND_OPERATOR
from tricity.renderings.models import EngineUse


def register_holdings() -> None:
    register(DRAFTS)
    register(ENGINE_USE)


def expire_engine_use(before: dt.datetime) -> int:
    return EngineUse.objects.filter(day__lt=before.date()).delete()[0]


DRAFTS = Holding(
    name="rendering-drafts",
    label=_("Translations you work on or review"),
    why=_("So that a second person can review what the first has written."),
    seen_by=SIGNED_IN,
    at_deletion=_("The drafts remain with what they translate, without your name."),
    fields=("renderings.Draft.by", "renderings.Draft.reviewer"),
    export=rows(
        "renderings.Draft",
        ("by", "reviewer"),
        "subject_kind",
        "subject_id",
        "language",
        "texts",
        "state",
        "remark",
        "created_at",
        "updated_at",
    ),
    erase=blots("renderings.Draft", "reviewer", "remark"),
    outlives=True,
)
ENGINE_USE = Holding(
    name="engine-use",
    label=_("How much you had a machine translate"),
    why=_("So that the daily limits can be kept. Only the number of characters is counted."),
    seen_by=YOU_AND_OPERATOR,
    at_deletion=DELETED,
    fields=("renderings.EngineUse.by",),
    export=rows("renderings.EngineUse", "by", "day", "engine", "characters", "requests"),
    erase=deletes(("renderings.EngineUse", "by")),
    days=90,
    expire=expire_engine_use,
)
