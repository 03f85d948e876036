"""Everything people may do here, each with the rule the site itself asks: no cell of the table is typed by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.rights.people import ROLES, as_new
from tests.rights.world import Side, World
from tricity.accounts.rules import is_curator, is_operator, may_audit
from tricity.briefings import rules as briefings
from tricity.calendars import rules as calendars
from tricity.cooperation import rules as cooperation
from tricity.directory import rules as directory
from tricity.directory.statements import rules as statements
from tricity.discussion import rules as discussion
from tricity.discussion.registry import discussable, moderated_countries, spoken_for
from tricity.documents import rules as documents
from tricity.events import rules as events
from tricity.harvest import rules as harvest
from tricity.knowledge import rules as knowledge
from tricity.knowledge.imports.importer import may_import
from tricity.knowledge.publication.reviewers import reviews_anything
from tricity.knowledge.queries import edited_bodies
from tricity.meetings import rules as meetings
from tricity.meetings.queries import arrangement_of
from tricity.members import rules as members
from tricity.members.queries import requests_for
from tricity.outcomes import rules as outcomes
from tricity.participation import rules as participation
from tricity.participation.queries import own_registration
from tricity.renderings import rules as renderings
from tricity.renderings.registry import renderable
from tricity.rooms import rules as rooms
from tricity.terms import rules as terms


@dataclass(frozen=True, slots=True)
class At:
    """Where a deed is done: `side` is of the person's country and body or of others, `mine` of the person or a stranger."""

    side: Side
    mine: Side


Rule = Callable[[Any, At], bool]


@dataclass(frozen=True, slots=True)
class Deed:
    """`is_plain`: about nothing that could be one's own or somebody else's."""

    area: str
    words: str
    rule: Rule
    is_plain: bool = False


def at(world: World, role: str, whose: str) -> At:
    return At(world.side(whose), world.personal[role if whose == "own" else "stranger"])


def holds(world: World, deed: str, role: str, whose: str) -> bool:
    """Whether the rule of the deed lets the role do it; asked once, for the world does not change."""
    key = (deed, role, whose)
    if key not in world.answers:
        world.answers[key] = bool(DEEDS[deed].rule(as_new(world.people[role]), at(world, role, whose)))
    return world.answers[key]


def _anybody(_user: Any, _at: At) -> bool:
    return True


def _signed_in(user: Any, _at: At) -> bool:
    return bool(user.is_authenticated)


def _plain(predicate: Callable[[Any], Any]) -> Rule:
    return lambda user, _at: bool(predicate(user))


def _on(name: str, predicate: Callable[[Any, Any], Any]) -> Rule:
    """Ask the rule about the object of this name."""
    return lambda user, at: bool(predicate(user, getattr(at.side, name)))


def _mine(name: str) -> Rule:
    """What belongs to one person: the pages look for nothing else than that person's."""
    return lambda user, at: bool(user.is_authenticated) and getattr(at.mine, name).user == user


def _own_notice(user: Any, at: At) -> bool:
    return bool(user.is_authenticated) and at.mine.notice.recipient_id == user.pk


def _own_import(user: Any, at: At) -> bool:
    return terms.may_import(user) and at.mine.term_import.by_id == user.pk


def _edits_anything(user: Any) -> bool:
    return reviews_anything(user) or bool(edited_bodies(user))


def _keeps_sources(user: Any) -> bool:
    return is_operator(user) or is_curator(user) or bool(edited_bodies(user))


def _posts(name: str, kind: str) -> Rule:
    def rule(user: Any, at: At) -> bool:
        spec = discussable(kind)
        assert spec is not None
        return discussion.may_post(user, spec, getattr(at.side, name))

    return rule


def _renders(user: Any, at: At) -> bool:
    spec = renderable("record")
    assert spec is not None
    return renderings.may_write(user, spec, at.side.initiative)


def _moderates(user: Any) -> bool:
    own = moderated_countries(user)
    return own is None or bool(own)


def _decides_request(name: str) -> Rule:
    return lambda user, at: requests_for(user).filter(pk=getattr(at.side, name).pk).exists()


def _schedules(user: Any, at: At) -> bool:
    return events.may_schedule(user, at.side.candidate, at.side.event)


def _meets(user: Any, at: At) -> bool:
    return meetings.may_take_part(own_registration(at.side.forum, user), arrangement_of(at.side.forum))


def _undoes(user: Any, at: At) -> bool:
    row = at.side.joining
    return harvest.may_change(user, row.kept) and harvest.may_change(user, row.gone)


def _helps(user: Any, at: At) -> bool:
    return members.may_help_back_in(user, at.side.colleague, at.side.body)


def _joins(user: Any, at: At) -> bool:
    """For the body of Japan, of which the people of the columns are members."""
    body = at.side.body
    return any(cooperation.may_express(user, each) for each in (body,))


RECORDS, REVIEW, TEXTS = "Records", "Review and publication", "Languages"
BODIES, PEOPLE, TALK = "Organizations and countries", "People and accounts", "Discussion and messages"
TOGETHER, EVENTS, SITE = "Cooperation", "Events", "Running the site"
SOURCES, OWN = "Files, sources and duplicates", "One's own desk and data"

DEEDS: Mapping[str, Deed] = {
    "anybody": Deed(RECORDS, "Read and search what is published, download it, read the open interfaces", _anybody, True),
    "record.read": Deed(RECORDS, "Read a draft", _on("draft", knowledge.may_read)),
    "record.read-submitted": Deed(RECORDS, "Read a record that waits for review", _on("submitted", knowledge.may_read)),
    "record.read-archived": Deed(RECORDS, "Read an archived record", _on("archived", knowledge.may_read)),
    "record.write": Deed(RECORDS, "Start a new record", _plain(_edits_anything), True),
    "record.write-for": Deed(RECORDS, "Write a record in the name of an organization", _on("body", directory.edits_for)),
    "record.edit": Deed(RECORDS, "Change a draft", _on("draft", knowledge.may_edit)),
    "record.edit-public": Deed(
        RECORDS, "Change a published record (an editor's change waits for a curator)", _on("record", knowledge.may_edit)
    ),
    "record.edit-submitted": Deed(
        RECORDS, "Change a record that waits for review", _on("submitted", knowledge.may_edit)
    ),
    "record.submit": Deed(RECORDS, "Submit a draft for review", _on("draft", knowledge.may_submit)),
    "record.versions": Deed(RECORDS, "See the versions of a draft and restore one", _on("draft", knowledge.may_see_versions)),
    "record.reconfirm": Deed(RECORDS, "Say that a public need still stands", _on("record", knowledge.may_reconfirm)),
    "record.claim": Deed(
        RECORDS,
        "Confirm, correct or withdraw what a public record says of the body",
        lambda user, at: knowledge.may_claim(user, at.side.record, at.side.body),
    ),
    "record.delete": Deed(RECORDS, "Delete a record", _on("draft", knowledge.may_delete)),
    "review.desk": Deed(REVIEW, "Open the list of what waits for review", _plain(_edits_anything), True),
    "review.judge": Deed(REVIEW, "Judge a submitted record: return it with remarks", _on("submitted", knowledge.may_review)),
    "review.publish": Deed(REVIEW, "Publish a submitted record", _on("submitted", knowledge.may_publish)),
    "review.publish-overdue": Deed(
        REVIEW,
        "Publish a record its country's reviewers have let wait too long",
        _on("overdue", knowledge.may_publish),
    ),
    "review.approve": Deed(REVIEW, "Take the mark “not yet reviewed” away", _on("unreviewed", knowledge.may_approve)),
    "review.archive": Deed(REVIEW, "Archive a published record", _on("record", knowledge.may_review)),
    "review.claim": Deed(REVIEW, "Decide on what a body says of a record", _on("claim", knowledge.may_decide)),
    "review.bodies": Deed(REVIEW, "See the reviewing bodies and their deputies", _plain(reviews_anything), True),
    "review.appoint": Deed(
        REVIEW, "Appoint a deputy of a reviewing body", _on("reviewing_body", knowledge.may_appoint)
    ),
    "review.criteria": Deed(REVIEW, "Write the criteria; name the reviewing bodies", _plain(is_operator), True),
    "harvest.list": Deed(SOURCES, "Open the list of sources", _plain(_keeps_sources), True),
    "harvest.see": Deed(SOURCES, "See a source and its harvests", _on("source", harvest.may_see)),
    "harvest.new": Deed(SOURCES, "Set up a source", _plain(lambda user: is_operator(user) or is_curator(user)), True),
    "harvest.keep": Deed(SOURCES, "Change a source, try it, harvest it", _on("source", harvest.may_keep)),
    "harvest.offer": Deed(
        SOURCES, "Take over or leave out what a source says by now", _on("offer", harvest.may_decide_offer)
    ),
    "pair.list": Deed(SOURCES, "Open the list of possible duplicates", _plain(_edits_anything), True),
    "pair.find-all": Deed(SOURCES, "Have all records compared", _plain(reviews_anything), True),
    "pair.see": Deed(SOURCES, "See two possible duplicates and say that they are different", _on("pair", harvest.may_see_pair)),
    "pair.join": Deed(SOURCES, "Make one record of two, of which one is public", _on("pair", harvest.may_join)),
    "pair.undo": Deed(SOURCES, "Make two records again of two that were joined", _undoes),
    "import": Deed(SOURCES, "Import records from a file", _plain(may_import), True),
    "document.bring": Deed(SOURCES, "Bring a document in", _plain(edited_bodies), True),
    "document.see": Deed(SOURCES, "Read a document that was brought in", _on("document", documents.may_see)),
    "document.check": Deed(
        SOURCES, "Read the document a submitted record was made of", _on("cited_document", documents.may_see)
    ),
    "document.use": Deed(SOURCES, "Make a draft of a document; delete it", _on("document", documents.may_use)),
    "rendering.desk": Deed(TEXTS, "Open the desk of renderings", _signed_in, True),
    "rendering.write": Deed(TEXTS, "Write a rendering of a published text", _renders),
    "rendering.review": Deed(TEXTS, "Review the rendering of somebody else", _on("rendering", renderings.may_review)),
    "rendering.stamp": Deed(
        TEXTS, "Mark a rendering into the language as official", _on("language", renderings.may_stamp)
    ),
    "term.propose": Deed(TEXTS, "Propose a term", _plain(terms.may_propose), True),
    "term.queue": Deed(TEXTS, "Open the list of proposed terms", _plain(terms.languages_decided), True),
    "term.read": Deed(TEXTS, "Read a proposal of somebody else that waits", _on("proposal", terms.may_read)),
    "term.decide": Deed(TEXTS, "Decide on a term of the language", _on("proposal", terms.may_decide)),
    "term.restructure": Deed(
        TEXTS, "Propose to merge or move topics, undo what was approved", _plain(terms.may_restructure), True
    ),
    "term.found": Deed(TEXTS, "Open the list of topics found by analysis", _plain(cooperation.decides_on_topics), True),
    "term.decide-found": Deed(
        TEXTS, "Read a topic found by analysis and decide on it", _on("topic", cooperation.may_read_topic)
    ),
    "term.import": Deed(TEXTS, "Import terms from a file", _plain(terms.may_import), True),
    "term.own-import": Deed(TEXTS, "Confirm a file of terms one has uploaded", _own_import),
    "term.direct": Deed(TEXTS, "Write imported terms at once", _plain(terms.may_write_directly), True),
    "body.edit": Deed(BODIES, "Change the page of an organization", _on("body", directory.may_edit_organization)),
    "service.read": Deed(BODIES, "Read the draft of a service", _on("draft_service", statements.may_read)),
    "service.write": Deed(BODIES, "Write services of an organization, or load them from a file", _on("body", statements.may_write_for)),
    "service.edit": Deed(BODIES, "Change, publish or withdraw a service", _on("service", statements.may_edit)),
    "card.read": Deed(BODIES, "Read the draft of an entry of a country card", _on("draft_entry", statements.may_read)),
    "card.write": Deed(
        BODIES,
        "Write entries of a country card",
        lambda user, at: statements.may_write_for(user, at.side.entry.country),
    ),
    "card.edit": Deed(BODIES, "Change, publish or withdraw an entry of a country card", _on("entry", statements.may_edit)),
    "people.invite": Deed(PEOPLE, "Invite somebody to an organization", _on("body", members.may_invite)),
    "people.invite-any": Deed(
        PEOPLE, "Invite somebody without an organization", _plain(lambda user: members.may_invite(user, None)), True
    ),
    "people.request": Deed(PEOPLE, "Decide on a request for an account", _decides_request("account_request")),
    "people.request-unheld": Deed(
        PEOPLE,
        "Decide on a request for an account of an organization without administrator",
        _decides_request("unheld_request"),
    ),
    "people.manage": Deed(PEOPLE, "See the members of an organization, change or end a membership", _on("body", members.may_manage)),
    "people.leave": Deed(PEOPLE, "Leave an organization", _on("body", directory.acts_for)),
    "people.help": Deed(PEOPLE, "Give a member a link to a new password", _helps),
    "people.accounts": Deed(PEOPLE, "See all accounts, grant roles, deactivate an account", _plain(is_operator), True),
    "talk.post": Deed(TALK, "Write in the discussion of a published object", _posts("record", "record")),
    "talk.follow": Deed(TALK, "Follow a discussion", _signed_in, True),
    "talk.edit": Deed(TALK, "Change what one has just written", lambda user, at: discussion.may_edit(user, at.mine.post)),
    "talk.delete": Deed(TALK, "Delete what one has written", lambda user, at: discussion.may_delete(user, at.mine.post)),
    "talk.report": Deed(TALK, "Report what somebody else wrote", _on("post", discussion.may_report)),
    "talk.see-held": Deed(TALK, "Read a post that waits for a moderator", _on("held_post", discussion.sees)),
    "talk.queue": Deed(TALK, "Open the list of what waits for a moderator", _plain(_moderates), True),
    "talk.moderate": Deed(TALK, "Moderate a post", _on("post", discussion.may_moderate)),
    "talk.judge": Deed(TALK, "Read a private message that was reported, and decide", _on("message", discussion.may_judge)),
    "talk.private": Deed(TALK, "Read and answer private messages", _on("conversation", discussion.takes_part)),
    "talk.begin": Deed(TALK, "Begin a private conversation", _plain(spoken_for), True),
    "talk.block": Deed(TALK, "Block a person", _signed_in, True),
    "idea.write": Deed(TOGETHER, "Propose an idea; express interest in a record or a candidate", _plain(directory.memberships), True),
    "idea.own": Deed(
        TOGETHER,
        "Change the draft of an idea one has proposed",
        lambda user, at: cooperation.may_edit_idea(user, at.mine.draft_idea),
    ),
    "idea.read": Deed(TOGETHER, "Read the draft of an idea", _on("draft_idea", cooperation.may_read_idea)),
    "idea.edit": Deed(TOGETHER, "Change the draft of an idea", _on("draft_idea", cooperation.may_edit_idea)),
    "idea.edit-public": Deed(TOGETHER, "Change a published idea", _on("idea", cooperation.may_edit_idea)),
    "idea.submit": Deed(TOGETHER, "Send an idea to the curators", _on("draft_idea", cooperation.may_submit_idea)),
    "idea.judge": Deed(TOGETHER, "Publish or return an idea", _on("submitted_idea", cooperation.may_judge_idea)),
    "idea.withdraw": Deed(TOGETHER, "Withdraw an idea", _on("idea", cooperation.may_withdraw_idea)),
    "idea.take-on": Deed(TOGETHER, "Take an idea on", _on("idea", cooperation.may_take_on)),
    "candidate.read": Deed(
        TOGETHER, "Read a joint project candidate that is not public", _on("draft_candidate", cooperation.may_read)
    ),
    "candidate.brief": Deed(
        TOGETHER, "Have a joint project candidate that is not public in a briefing", _on("draft_candidate", briefings.may_get)
    ),
    "candidate.review": Deed(TOGETHER, "Publish, withdraw, merge, split or rename a joint project candidate", _on("draft_candidate", cooperation.may_review)),
    "candidate.plan": Deed(TOGETHER, "Choose a portfolio of joint project candidates", _plain(cooperation.may_plan), True),
    "interest.express": Deed(TOGETHER, "Say for an organization that it is interested", _joins),
    "interest.read": Deed(
        TOGETHER,
        "Read and answer what two organizations write to each other",
        lambda user, at: directory.acts_for(user, at.side.body) or cooperation.curates(user, at.side.interest),
    ),
    "calendar.keep": Deed(
        EVENTS,
        "Say what a day of a country's calendar is, and how far it is known",
        lambda user, at: calendars.may_edit(user, at.side.country),
    ),
    "event.make": Deed(EVENTS, "Make an event", _plain(events.may_make_events), True),
    "event.see": Deed(EVENTS, "Read an event that is not public", _on("draft_event", events.may_see)),
    "event.edit": Deed(EVENTS, "Change an event, its programme, its files; publish it", _on("event", events.may_edit)),
    "event.participants": Deed(
        EVENTS, "See who registered for an event, decide, let people in, read the survey", _on("event", participation.may_manage)
    ),
    "meeting.take-part": Deed(
        EVENTS, "Find people to meet at an event for which one is registered, and ask for meetings", _meets
    ),
    "meeting.answer": Deed(
        EVENTS, "Read, answer and cancel a meeting with somebody", lambda user, at: meetings.is_party(user, at.mine.meeting)
    ),
    "meeting.arrange": Deed(
        EVENTS, "Say how people meet at an event, see all meetings, give tables and interpreters", _on("forum", meetings.may_arrange)
    ),
    "event.edit-draft": Deed(EVENTS, "Change an event that is not public", _on("draft_event", events.may_edit)),
    "event.hand-over": Deed(EVENTS, "Say to which body an event belongs", _on("event", events.may_hand_over)),
    "event.brief": Deed(EVENTS, "Read the interpreters' brief of a public event", _on("event", events.may_read_brief)),
    "event.brief-draft": Deed(
        EVENTS, "Read the interpreters' brief of an event that is not public", _on("draft_event", events.may_read_brief)
    ),
    "event.limits": Deed(EVENTS, "Say how long interpreters work", _plain(is_operator), True),
    "event.schedule": Deed(EVENTS, "Put a joint project candidate on the programme", _schedules),
    "room.see": Deed(EVENTS, "Enter the room of an event that is not public", _on("draft_event", rooms.may_enter)),
    "room.take-part": Deed(
        EVENTS,
        "Ask, vote, answer polls and react in the room of a public event (guests with a registration too)",
        _on("event", rooms.may_take_part),
    ),
    "room.moderate": Deed(
        EVENTS, "Moderate a room, run its polls, announce (and who is named for it)", _on("event", rooms.may_moderate)
    ),
    "room.caption": Deed(EVENTS, "Write captions in a room (and who is named for it)", _on("event", rooms.may_caption)),
    "room.interpret": Deed(
        EVENTS, "Ask the speaker of a room to slow down (and who is named for it)", _on("event", rooms.may_slow_down)
    ),
    "room.stage": Deed(
        EVENTS, "See what the speaker of a room sees (and who is named for it)", _on("event", rooms.may_stand_on_stage)
    ),
    "room.arrange": Deed(EVENTS, "Set a room up and name who works in it", _on("event", rooms.may_arrange)),
    "outcome.draft": Deed(
        EVENTS, "Make a draft of what was asked or said at an event", _on("event", outcomes.may_draft), True
    ),
    "outcome.draft-hidden": Deed(
        EVENTS, "Make a draft of what was said at an event that is not public", _on("draft_event", outcomes.may_draft)
    ),
    "outcome.settle": Deed(
        EVENTS,
        "Say what became of something said at an event: an open point, passed on, not pursued",
        _on("event", outcomes.may_settle),
    ),
    "outcome.remove": Deed(
        EVENTS, "Remove somebody else's note on what was said at an event", _on("outcome", outcomes.may_remove)
    ),
    "outcome.plan": Deed(
        EVENTS, "Put open points of earlier events on the programme of an event", _on("event", outcomes.may_plan)
    ),
    "site.audit": Deed(SITE, "Read and download the audit trail", _plain(may_audit), True),
    "site.health": Deed(SITE, "See the health of the site and its backups; retry failed work", _plain(is_operator), True),
    "site.privacy": Deed(SITE, "Write the texts on personal data; say how long data is kept", _plain(is_operator), True),
    "own.desk": Deed(OWN, "Open the desk, the profile, the security page, one's notices and one's data", _signed_in, True),
    "own.token": Deed(OWN, "Revoke a token", _mine("token")),
    "own.search": Deed(OWN, "Delete a saved search", _mine("search")),
    "own.notice": Deed(OWN, "Read a notice", _own_notice),
    "own.session": Deed(OWN, "End a session", _mine("sign_in")),
    "own.consent": Deed(OWN, "Withdraw a consent; have the account deleted; download one's data", _signed_in, True),
}  # fmt: skip


def cell(world: World, deed: str, role: str) -> str:
    """One cell of the table: "yes", "own", "others" or ""."""
    own = holds(world, deed, role, "own")
    if DEEDS[deed].is_plain:
        return "yes" if own else ""
    other = holds(world, deed, role, "other")
    return {(True, True): "yes", (True, False): "own", (False, True): "others"}.get((own, other), "")


def table(world: World) -> dict[str, dict[str, str]]:
    """deed → role → cell."""
    return {deed: {role: cell(world, deed, role) for role in ROLES} for deed in DEEDS}
