"""What is kept about people who make contact and decide on candidates."""

from django.utils.translation import gettext_lazy as _

from tricity.privacy.columns import blots, rows
from tricity.privacy.purposes import Purpose
from tricity.privacy.purposes import register as register_purpose
from tricity.privacy.registry import Holding, register
from tricity.privacy.wording import SIGNED_IN, STAYS_UNNAMED

BOTH_SIDES = _("Both sides of the contact and the curators of their countries.")


def register_holdings() -> None:
    for holding in (CONTACTS, CONTACT_NOTES, DECISIONS, RULINGS, TOPIC_DECISIONS, IDEAS, SUPPORT):
        register(holding)
    register_purpose(CONTACT)


CONTACTS = Holding(
    name="contacts",
    label=_("Contacts you opened"),
    why=_("So that bodies can answer each other without addresses being shown."),
    seen_by=BOTH_SIDES,
    at_deletion=_(
        "The contact belongs to the two bodies and remains; your name is erased, also where you wrote it."
    ),
    fields=("cooperation.Interest.by",),
    export=rows(
        "cooperation.Interest",
        "by",
        "code",
        "kind",
        "organization__code",
        "message",
        "language",
        "status",
        "created_at",
    ),
    erase=blots("cooperation.Interest", "by", "message"),
    outlives=True,
)
CONTACT_NOTES = Holding(
    name="contact-notes",
    label=_("What you wrote in contacts"),
    why=_("So that both sides can follow what was said and agreed."),
    seen_by=BOTH_SIDES,
    at_deletion=_(
        "The contact belongs to the two bodies and remains; your name is erased, also where you wrote it."
    ),
    fields=("cooperation.InterestNote.by",),
    export=rows("cooperation.InterestNote", "by", "interest__code", "text", "language", "status", "at"),
    erase=blots("cooperation.InterestNote", "by", "text"),
    outlives=True,
)
DECISIONS = Holding(
    name="candidate-decisions",
    label=_("Candidate projects you published or withdrew"),
    why=_("So that it is known who decided on a candidate project."),
    seen_by=SIGNED_IN,
    at_deletion=_("The decision remains, without your name."),
    fields=("cooperation.Opportunity.decided_by",),
    export=rows("cooperation.Opportunity", "decided_by", "code", "decided_at", "decision_reason"),
    erase=blots("cooperation.Opportunity", "decided_by", "decision_reason"),
    outlives=True,
)
RULINGS = Holding(
    name="candidate-rulings",
    label=_("What you decided on candidate projects, one by one"),
    why=_("So that later analyses respect it, and curators can read who decided what and why."),
    seen_by=_("The curators of the countries of the candidate."),
    at_deletion=_("The decision remains, without your name."),
    fields=("cooperation.Decision.by",),
    export=rows("cooperation.Decision", "by", "opportunity__code", "deed", "reason", "language", "at"),
    erase=blots("cooperation.Decision", "by", "reason"),
    outlives=True,
)
TOPIC_DECISIONS = Holding(
    name="topic-decisions",
    label=_("Topics found by analysis on which you decided"),
    why=_("So that it is known who decided on a topic, and why."),
    seen_by=_("Curators and operators."),
    at_deletion=_("The decision remains, without your name."),
    fields=("cooperation.TopicProposal.decided_by",),
    export=rows("cooperation.TopicProposal", "decided_by", "code", "state", "slug", "decided_at", "reason"),
    erase=blots("cooperation.TopicProposal", "decided_by", "reason"),
    outlives=True,
)
IDEAS = Holding(
    name="ideas",
    label=_("Ideas you proposed"),
    why=_("So that others know who proposes an idea, and can join it."),
    seen_by=SIGNED_IN,
    at_deletion=STAYS_UNNAMED,
    fields=("cooperation.Idea.by",),
    export=rows(
        "cooperation.Idea",
        "by",
        "code",
        "owner__code",
        "title",
        "summary",
        "partners",
        "language",
        "publication_state",
        "created_at",
    ),
    erase=blots("cooperation.Idea", "by", "title", "summary", "partners"),
    outlives=True,
)
SUPPORT = Holding(
    name="idea-support",
    label=_("Ideas your organization would join, where you said so"),
    why=_("So that it is known who speaks for a body that would join."),
    seen_by=SIGNED_IN,
    at_deletion=STAYS_UNNAMED,
    fields=("cooperation.IdeaSupport.by",),
    export=rows(
        "cooperation.IdeaSupport", "by", "idea__code", "organization__code", "text", "language", "at"
    ),
    erase=blots("cooperation.IdeaSupport", "by", "text"),
    outlives=True,
)
CONTACT = Purpose(
    name="contact",
    label=_("Getting in touch with other bodies"),
    asks=_("Your name as in your profile, the organization you write for, and what you write."),
    text=_(
        "When you write to another body, your name and your words are shown to its people, to those of your own "
        "organization and to the curators of the countries concerned. Addresses are shown to nobody. The contact is "
        "kept as long as the two bodies need it."
    ),
    seen_by=BOTH_SIDES,
)
