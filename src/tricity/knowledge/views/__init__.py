from tricity.knowledge.views.bodies import bodies
from tricity.knowledge.views.claims import claim, claim_decide, claims
from tricity.knowledge.views.criteria import criteria, criterion_edit
from tricity.knowledge.views.details import detail
from tricity.knowledge.views.editing import record_edit, record_new
from tricity.knowledge.views.judging import record_judge
from tricity.knowledge.views.lists import listing
from tricity.knowledge.views.reviewing import record_state, reminders_seen, review
from tricity.knowledge.views.versions import record_versions, version_restore
from tricity.knowledge.views.words import record_words

__all__ = [
    "bodies",
    "claim",
    "claim_decide",
    "claims",
    "criteria",
    "criterion_edit",
    "detail",
    "listing",
    "record_edit",
    "record_judge",
    "record_new",
    "record_state",
    "record_versions",
    "record_words",
    "reminders_seen",
    "review",
    "version_restore",
]
