"""A small site with one of everything twice: what is of Japan and its people, and the same of Korea."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from tests import factories
from tests.rights.people import people
from tricity.accounts.models import SignIn, User
from tricity.api.actions import make_token
from tricity.calendars.models import CalendarDay
from tricity.cooperation.models import Idea, Interest
from tricity.directory.models import Membership, Organization
from tricity.discussion.models import Conversation, Message, Post, Report, Thread
from tricity.documents.models import Document
from tricity.elsewhere.models import BroughtFile
from tricity.events.models import Event, JoinLink, Resource, Series, Session, SessionPerson, Talk
from tricity.events.models import Room as Hall
from tricity.harvest.models import Entry, Joining, Pair, Run, Source
from tricity.invitations.models import Invitation as EventInvitation
from tricity.jobs.models import Job
from tricity.knowledge.models import Claim, Criterion, Kind, ReviewingBody, Snapshot
from tricity.knowledge.values import values_of
from tricity.meetings.models import Arrangement, Interpreter, Meeting, Partner
from tricity.members.models import AccountRequest, Invitation
from tricity.notices.models import Notice
from tricity.outcomes.models import Outcome
from tricity.participation.models import Admission, Registration
from tricity.privacy.models import Edition
from tricity.renderings.models import Draft
from tricity.replay.models import CaptionTrack, Cue, Mark, Recording, Replay, Withheld
from tricity.rooms.models import Poll, PollOption, Question, Room, RoomRole
from tricity.search.models import SavedSearch
from tricity.terms.models import Proposal, TermImport
from tricity.web.identity import PublicationState

# Stands in whatever is not public: a page that shows it to somebody without the right has leaked it.
SECRET = "暗号zq{}"
DRAFT = PublicationState.DRAFT
LANGUAGE = {"JP": "ja", "KR": "ko"}


class Side(SimpleNamespace):
    """One of everything of one country; `country` and `body` say whose."""

    country: str
    body: Organization
    reviewing_body: ReviewingBody


@dataclass
class World:
    own: Side
    other: Side
    people: dict[str, Any]
    stranger: User
    personal: dict[str, Side] = field(default_factory=dict)  # role → what belongs to that person alone
    answers: dict[tuple[str, str, str], bool] = field(default_factory=dict)  # of rules: deed, role, whose

    def side(self, name: str) -> Side:
        return self.own if name == "own" else self.other

    def secret(self, name: str) -> str:
        return SECRET.format(self.side(name).country)


def make_world() -> World:
    for code in ("CN", "JP", "KR"):
        factories.country(code)
    stranger = factories.user(native_name="다른 사람", native_language="ko")
    own, other = _side("JP", stranger), _side("KR", stranger)
    world = World(own, other, people(own), stranger)
    for role, person in world.people.items():
        world.personal[role] = _personal(person if role != "visitor" else factories.user(), own)
    world.personal["stranger"] = _personal(stranger, other)
    return world


def _side(code: str, stranger: User) -> Side:
    secret = SECRET.format(code)
    language = LANGUAGE[code]
    side = Side(country=code, language=language)
    side.city = factories.city(code)
    side.body = factories.organization(code, type="city", city=side.city)
    side.colleague = _member(side.body, Membership.Role.MEMBER)
    side.author = _member(side.body, Membership.Role.EDITOR)
    _member(side.body, Membership.Role.ADMINISTRATOR)
    side.association = factories.organization(code, is_national_body=True)
    _member(side.association, Membership.Role.MEMBER)
    side.reviewing_body = ReviewingBody.objects.create(
        country=factories.country(code), organization=side.association
    )
    _records(side, secret)
    _reviewing(side, secret)
    _statements(side, secret)
    _harvested(side, secret)
    _cooperation(side, secret)
    _event(side, secret)
    _room(side, secret)
    _forum(side, secret)
    _outcomes(side, secret)
    _terms_and_renderings(side, stranger)
    _talk(side, secret)
    _accounts(side, secret)
    return side


def _member(body: Organization, role: str) -> User:
    person = factories.user(native_name="同僚", native_language="ja")
    Membership.objects.create(user=person, organization=body, role=role)
    return person


def _records(side: Side, secret: str) -> None:
    mine = {"owner": side.body, "city": side.city}
    side.record = factories.record(side.country, Kind.NEED, **mine)
    side.initiative = factories.record(side.country, Kind.INITIATIVE, **mine)
    side.solution = factories.record(side.country, Kind.SOLUTION, owner=side.body)
    hidden = {**mine, "title": secret, "published_at": None}
    side.draft = factories.record(side.country, Kind.NEED, publication_state=DRAFT, **hidden)
    side.submitted = factories.record(
        side.country,
        Kind.NEED,
        publication_state=PublicationState.SUBMITTED,
        submitted_at=timezone.now(),
        **hidden,
    )
    side.overdue = factories.record(
        side.country,
        Kind.NEED,
        publication_state=PublicationState.SUBMITTED,
        submitted_at=timezone.now() - dt.timedelta(days=400),
        **hidden,
    )
    side.archived = factories.record(
        side.country, Kind.NEED, publication_state=PublicationState.ARCHIVED, **hidden
    )
    side.gone = factories.record(
        side.country, Kind.NEED, publication_state=PublicationState.ARCHIVED, **hidden
    )
    side.unreviewed = factories.record(side.country, unreviewed_since=timezone.now(), **mine)
    side.compiled = factories.record(side.country, Kind.NEED, owner=None, city=side.city)
    Snapshot.objects.create(
        record=side.draft, number=1, values=values_of(side.draft), at=timezone.now(), by=side.author
    )


def _reviewing(side: Side, secret: str) -> None:
    side.claim = Claim.objects.create(
        record=side.record,
        organization=side.body,
        by=side.author,
        wish=Claim.Wish.CONFIRM,
        text=secret,
        language=side.language,
        record_version=side.record.version,
    )
    side.criterion = Criterion.objects.create(texts={"en": "It is written in plain words."}, position=1)


def _statements(side: Side, secret: str) -> None:
    side.service = factories.service(side.body)
    side.draft_service = factories.service(side.body, title=secret, state="draft", published_at=None)
    side.entry = factories.card_entry(side.country)
    side.draft_entry = factories.card_entry(side.country, title=secret, state="draft", published_at=None)
    side.document = _document(side, secret)
    side.cited_document = _document(side, secret, record=side.submitted)


def _document(side: Side, secret: str, **fields: Any) -> Document:
    return Document.objects.create(
        owner=side.body, by=side.author, kind=Kind.NEED, name=f"{secret}.txt", state=Document.State.READ,
        file=ContentFile(b"text", name="text.txt"), format="docx", language=side.language, blocks=0, **fields,
    )  # fmt: skip


def _harvested(side: Side, secret: str) -> None:
    side.source = Source.objects.create(
        name=secret, form="ckan", address="http://127.0.0.1:9/", owner=side.body, kind="initiative", delay_s=0
    )
    side.run = Run.objects.create(source=side.source, state="done", finished_at=timezone.now())
    side.offer = Entry.objects.create(
        source=side.source, external_id="1", digest="d", title=secret, record=side.draft,
        record_version=side.draft.version, offer={"summary": f"{secret} 2"}, offered_at=timezone.now(),
    )  # fmt: skip
    first, second = sorted((side.draft, side.initiative), key=lambda each: each.pk)
    side.pair = Pair.objects.create(first=first, second=second, score=0.9)
    one, two = sorted((side.unreviewed, side.gone), key=lambda each: each.pk)
    joined = Pair.objects.create(first=one, second=two, score=0.9, state="same")
    side.joining = Joining.objects.create(
        pair=joined, kept=side.unreviewed, gone=side.gone, before={}, after={}, gone_state=DRAFT
    )


def _cooperation(side: Side, secret: str) -> None:
    idea = {
        "kind": "project",
        "language": side.language,
        "summary": "S.",
        "by": side.colleague,
        "owner": side.body,
    }
    idea["country"] = factories.country(side.country)
    side.idea = Idea.objects.create(
        title="Idea", publication_state=PublicationState.PUBLISHED, published_at=timezone.now(), **idea
    )
    side.draft_idea = Idea.objects.create(title=secret, **idea)
    side.submitted_idea = Idea.objects.create(
        title=secret, publication_state=PublicationState.SUBMITTED, **idea
    )
    side.candidate = factories.opportunity(
        countries=[side.country], publication_state=PublicationState.PUBLISHED, published_at=timezone.now()
    )
    side.draft_candidate = factories.opportunity(countries=[side.country], publication_state=DRAFT)
    side.topic = factories.topic_proposal(side.initiative, labels={side.language: ["語"]}, derived=[])
    side.elsewhere = factories.record("CN", Kind.NEED)
    side.interest = Interest.objects.create(
        kind="question", organization=side.body, by=side.colleague, record=side.elsewhere, message=secret,
        language=side.language,
    )  # fmt: skip


def _event(side: Side, secret: str) -> None:
    side.calendar_day = CalendarDay.objects.create(
        country=side.country, date="2026-11-03", kind="public", names={"en": "Day"}, source="A law.",
        stated_on="2026-01-01",
    )  # fmt: skip
    side.series = Series.objects.create(titles={"en": "Forums"})
    for name, fields in (
        ("event", {}),
        ("draft_event", {"titles": {"en": secret}, "publication_state": DRAFT, "published_at": None}),
    ):
        event = factories.event(owner=side.body, languages=[side.language], **fields)
        session = Session.objects.create(event=event, kind="panel", titles={"en": "Panel"}, position=1)
        talk = Talk.objects.create(session=session, speaker_name="Speaker", position=1)
        resource = Resource.objects.create(
            event=event, kind="slides", titles={"en": "Slides"}, url="https://example.org/slides", position=1
        )
        registration = _registration(event, secret)
        setattr(side, name, event)
        room = Hall.objects.create(event=event, names={"en": "Hall"}, position=1)
        person = SessionPerson.objects.create(
            session=session,
            role="interpreter",
            romanized_name="Interpreter",
            from_language="ja",
            to_language="ko",
        )
        link = JoinLink.objects.create(
            session=session, platform="Elsewhere", url="https://example.org/join", shown_from=event.starts_at
        )
        invitation = EventInvitation.objects.create(
            event=event, digest=f"invited-{event.code}", name=secret, language="ja"
        )
        parts = {"session": session, "talk": talk, "resource": resource}
        parts |= {"room": room, "person": person, "link": link, "registration": registration}
        parts |= _replay(event, secret if fields else "Words")
        parts["brought"] = BroughtFile.objects.create(
            event=event, session=session, kind="chat", platform="zoom", name="chat.txt", digest="0" * 64
        )
        parts["invitation"] = invitation
        setattr(side, f"{name}_parts", SimpleNamespace(**parts))


def _replay(event: Event, words: str) -> dict[str, Any]:
    """Published with its event."""
    replay = Replay.objects.create(event=event, published_at=event.published_at)
    track = CaptionTrack.objects.create(replay=replay, language="en")
    Cue.objects.create(track=track, start_ms=0, end_ms=1000, text=words)
    return {
        "recording": Recording.objects.create(replay=replay, channel="ja", name="ja.wav", size_bytes=5),
        "track": track,
        "mark": Mark.objects.create(replay=replay, at_ms=0, titles={"en": "Chapter"}),
        "withheld": Withheld.objects.create(replay=replay, start_ms=600_000, end_ms=660_000),
    }


def _forum(side: Side, secret: str) -> None:
    """An event at which people meet; what two of them wrote to each other is for them and the organizers."""
    side.forum = factories.event(owner=side.body, languages=[side.language])
    arrangement = Arrangement.objects.create(event=side.forum, is_on=True, is_online=True)
    interpreter = Interpreter.objects.create(
        arrangement=arrangement, romanized_name="Interpreter", from_language="ja", to_language="ko"
    )
    first, second = (_partner(side, factories.user()) for _ in range(2))
    meeting = Meeting.objects.create(
        event=side.forum, asker=first, asked=second, subject=secret, text=secret, language=side.language
    )
    side.forum_parts = SimpleNamespace(partner=first, meeting=meeting, interpreter=interpreter)


def _partner(side: Side, person: User) -> Partner:
    values = {"name": "Participant", "role": "city", "way": "online", "reads": "ja", "state": "confirmed"}
    registration = Registration.objects.create(
        event=side.forum, user=person, digest=f"meets-{side.country}-{person.pk}", **values
    )
    return Partner.objects.create(registration=registration, user=person, listed_at=timezone.now())


def _registration(event: Event, secret: str) -> Registration:
    Admission.objects.create(event=event, is_open=False)
    values = {"name": secret, "role": "city", "way": "online", "reads": "ja", "state": "asked"}
    return Registration.objects.create(event=event, digest=f"digest-{event.code}", **values)


def _room(side: Side, secret: str) -> None:
    """A room in which something was asked, held back and hidden, and polls that are open and in preparation."""
    event = side.event
    Room.objects.create(event=event, holds_questions=False)
    side.room_role = RoomRole.objects.create(event=event, user=factories.user(), role="moderator")
    said = {"event": event, "language": side.language, "asker": "user:0"}
    side.question = Question.objects.create(seq=1001, at_ms=1, text="Asked.", state="open", **said)
    side.held_question = Question.objects.create(seq=1002, at_ms=2, text=secret, state="waiting", **said)
    Question.objects.create(
        seq=1003, at_ms=3, text=secret, reason=secret, reason_language="en", state="hidden", **said
    )
    for name, state, text in (("poll", "open", "Which?"), ("draft_poll", "draft", secret)):
        made = Poll.objects.create(event=event, texts={"en": text}, state=state)
        PollOption.objects.create(poll=made, texts={"en": text})
        setattr(side, name, made)


def _outcomes(side: Side, secret: str) -> None:
    """A passage of either event that is an open point, and a question of which a draft was made."""
    said = {"language": "en", "start_ms": 0, "end_ms": 1000, "by": side.author}
    side.outcome = _passage(side.event, text="Words", **said)
    side.draft_outcome = _passage(side.draft_event, text=secret, **said)
    Outcome.objects.create(
        event=side.event, question=side.question, text=side.question.text, state="taken-up", kind="need",
        record=side.draft, **said,
    )  # fmt: skip


def _passage(event: Event, **said: Any) -> Outcome:
    return Outcome.objects.create(event=event, replay=Replay.objects.get(event=event), **said)


def _terms_and_renderings(side: Side, stranger: User) -> None:
    side.concept = factories.concept()
    side.proposal = Proposal.objects.create(
        kind="section",
        slug=side.concept.slug,
        language=side.language,
        values={"preferred": "語"},
        by=stranger,
    )
    target = "ko" if side.language == "ja" else "ja"
    side.target = target
    side.rendering = Draft.objects.create(
        subject_kind="knowledge.record", subject_id=side.initiative.pk, language=target, by=stranger,
        source_language=side.language, texts={"title": "訳"}, sources={"title": side.initiative.title},
        state=Draft.State.SUBMITTED,
    )  # fmt: skip


def _talk(side: Side, secret: str) -> None:
    countries = f"|{side.country}|"
    thread = Thread.objects.create(kind="record", subject_id=side.record.pk, countries=countries)
    said = {"thread": thread, "body": side.body.code, "language": side.language}
    side.post = Post.objects.create(author=side.colleague, text="Good.", **said)
    side.held_post = Post.objects.create(author=side.colleague, text=secret, state=Post.State.HELD, **said)
    conversation = Conversation.objects.create(
        topic=secret, language=side.language, starter=side.author, starter_body=side.association.code,
        addressee_body=side.body.code, countries=countries, last_at=timezone.now(),
    )  # fmt: skip
    side.conversation = conversation
    side.message = Message.objects.create(
        conversation=conversation, author=side.author, body=side.association.code, text=secret,
        language=side.language,
    )  # fmt: skip
    Report.objects.create(message=side.message, by=side.colleague, reason="other", language="en")
    Report.objects.create(post=side.post, by=side.author, reason="other", language="en")


def _accounts(side: Side, secret: str) -> None:
    soon = timezone.now() + dt.timedelta(days=7)
    side.invitation = Invitation.objects.create(
        digest=f"invitation-{side.country}", organization=side.body, role="member", name=secret,
        language=side.language, expires_at=soon, invited_by=side.author,
    )  # fmt: skip
    side.account_request = AccountRequest.objects.create(
        digest=f"request-{side.country}", name=secret, organization=side.body, reason="Work.",
        language=side.language,
    )  # fmt: skip
    side.unheld_request = AccountRequest.objects.create(
        digest=f"unheld-{side.country}", name=secret, organization=side.association, reason="Work.",
        language=side.language, country=side.body.country,
    )  # fmt: skip
    side.job = Job.objects.create(name="search.index", state="failed", error=secret, attempts=5)
    Edition.objects.get_or_create(
        purpose="email", residence="", number=1,
        defaults={"texts": {"en": "Text."}, "effective_from": timezone.localdate(), "published_at": timezone.now()},
    )  # fmt: skip


def _personal(person: User, side: Side) -> Side:
    """What belongs to one person and to nobody else; posts and ideas are in the name of the body of the side."""
    now = timezone.now()
    token, _secret = make_token(person, name="token", scopes=("read",), days=30)
    return Side(
        user=person,
        token=token,
        search=SavedSearch.objects.create(user=person, question="parking", language="en"),
        notice=Notice.objects.create(
            recipient=person, kind="record.published", subject_kind="record", subject_code="x", url="/en/",
            in_app=True, created_at=now, updated_at=now,
        ),
        sign_in=SignIn.objects.create(user=person, session_key=f"{person.pk:032d}", seen_at=now),
        post=Post.objects.create(
            author=person, text="Mine.", thread=Thread.objects.get(kind="record", subject_id=side.record.pk),
            body=side.body.code, language="en",
        ),
        draft_idea=Idea.objects.create(
            title=SECRET.format(side.country), kind="project", language=side.language, summary="S.", by=person,
            owner=side.body, country=side.body.country,
        ),
        term_import=TermImport.objects.create(by=person, file_name="terms.tbx", entries=[], problems=[]),
        meeting=Meeting.objects.create(
            event=side.forum, asker=_partner(side, person), asked=side.forum_parts.partner, subject="Mine.",
            language="ja",
        ),
    )  # fmt: skip
