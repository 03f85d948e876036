"""What became of the demo's made-up questions: an idea, a draft, something passed on, and an open point of the example recording."""

from __future__ import annotations

from django.db import transaction

from tricity.accounts.models import User
from tricity.cooperation.actions.ideas import IdeaWords, publish_idea, submit_idea
from tricity.cooperation.models import Idea
from tricity.directory.models import Organization
from tricity.events.models import Event
from tricity.knowledge.models import Kind
from tricity.knowledge.values import Values
from tricity.outcomes.actions import make_idea, make_record, settle
from tricity.outcomes.drafting import summary_of, title_of
from tricity.outcomes.models import Outcome, State
from tricity.outcomes.replays import passage
from tricity.outcomes.sayings import Saying, of_question
from tricity.replay.queries import replay_of
from tricity.rooms.models import Question
from tricity.site.sample import SOURCE
from tricity.translation.models import Translation
from tricity.web.text import digest

PASSED_TO = "kr-org-smart-city-association"
PARKING_SECONDS = 24.0  # where the example recording speaks of parking
_NO_TOPICS: Values = {"topics": [], "indicators": [], "bodies": [], "deployments": []}


@transaction.atomic
def load_sample_outcomes(event: Event) -> None:
    """Once; the demo's accounts, the sample's room and its replay must be there."""
    if Outcome.objects.filter(event=event).exists():
        return
    people = User.objects.in_bulk(field_name="username")
    asked = {}
    for row in Question.objects.filter(event=event).select_related("event", "author"):
        assert row.author is not None
        asked[row.author.username] = row
    _idea(of_question(asked["city-zh"]), people)
    _draft(of_question(asked["city-ko"]), people["city-ko"])
    body = Organization.objects.get(source=SOURCE, external_id=PASSED_TO)
    organizer = people["organizer"]
    settle(of_question(asked["company-en"]), by=organizer, state=State.PASSED_ON, passed_to=body)
    replay = replay_of(event)
    if replay is not None:
        said = passage(replay, "ja", [PARKING_SECONDS], "ja")
        settle(said, by=organizer, state=State.OPEN)


def _idea(saying: Saying, people: dict[str, User]) -> None:
    """Published, with the renderings the question has."""
    by = people["city-zh"]
    owner = by.memberships.select_related("organization").get().organization
    words = IdeaWords(
        kind=Idea.Kind.PROJECT, title=title_of(saying.text), summary=summary_of(saying), partners="",
        language=saying.language, horizon="", countries=[], topics=[], records=[], opportunities=[],
    )  # fmt: skip
    idea = make_idea(saying, by=by, owner=owner, words=words).idea
    assert idea is not None
    submit_idea(idea, by=by)
    publish_idea(idea, by=people["curator-zh"])
    assert saying.question is not None
    for row in Translation.objects.filter(
        subject_kind=Question._meta.label_lower, subject_id=saying.question.pk
    ):
        row.pk, row.subject_kind, row.subject_id, row.field = None, Idea._meta.label_lower, idea.pk, "title"
        row.text, row.source_text, row.source_digest = title_of(row.text), idea.title, digest(idea.title)
        row.save()


def _draft(saying: Saying, by: User) -> None:
    """A need of the asker's city, which the public hears of without its words."""
    owner = by.memberships.select_related("organization__city").get().organization
    assert owner.city is not None
    assert saying.question is not None
    values: Values = {
        **_NO_TOPICS, **dict.fromkeys(("status", "priority", "horizon", "budget_currency", "budget_amount"), ""),
        "start_year": None, "end_year": None, "title": title_of(saying.text), "summary": summary_of(saying),
        "language": saying.language, "country": owner.country_id, "city": owner.city.code,
        "sources": [],
    }  # fmt: skip
    make_record(saying, by=by, kind=Kind.NEED, owner=owner, values=values)
