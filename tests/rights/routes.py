"""Every address of the site with the deeds that open it (GET) and that it does (POST). What is not described here fails a test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.journeys.patterns import LANGUAGE as L
from tests.rights.deeds import At
from tricity.replay.queries import replay_of

Values = Callable[[At], tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Walk:
    """`read` and `write` are deeds; without `read` the address answers only to forms, without `write` it changes nothing.

    `missing`: a right is not enough, for what is asked for is not there (404).
    """

    read: str | None = "anybody"
    write: str | None = None
    values: Values = lambda _at: ()
    data: Mapping[str, Any] = field(default_factory=dict)
    query: Callable[[At], str] = lambda _at: ""
    missing: bool = False


def of(*path: str) -> Values:
    """Attributes of the side, or of what is the person's (`mine.`), or literal words (`=word`)."""

    def value(at: At, name: str) -> object:
        if name.startswith("="):
            return name[1:]
        found: Any = at.mine if name.startswith("mine.") else at.side
        for part in name.removeprefix("mine.").split("."):
            found = getattr(found, part)
        return found

    return lambda at: tuple(value(at, name) for name in path)


def read(deed: str, *path: str, **more: Any) -> Walk:
    return Walk(deed, values=of(*path), **more)


def form(deed: str, *path: str, write: str = "", **more: Any) -> Walk:
    """A page with a form: who may open it may send it."""
    return Walk(deed, write or deed, values=of(*path), **more)


def post(deed: str, /, *path: str, **data: str) -> Walk:
    """An address that answers only to forms."""
    return Walk(None, deed, values=of(*path), data=data)


PUBLIC = [Walk()]
DESK = [Walk("own.desk")]
NOTE = {"text": "なぜなら", "language": "ja"}


def _event(*more: str, part: str = "") -> list[Walk]:
    return [
        form(
            deed,
            f"{name}.code",
            *([f"{name}_parts.{part}.pk"] if part else []),
            *more,
        )
        for name, deed in (("event", "event.edit"), ("draft_event", "event.edit-draft"))
    ]


def _event_reads() -> list[Walk]:
    return [read("event.participants", "event.code"), read("event.edit-draft", "draft_event.code")]


def _event_posts(part: str = "", /, **data: str) -> list[Walk]:
    return [
        post(deed, f"{name}.code", *([f"{name}_parts.{part}.pk"] if part else []), **data)
        for name, deed in (("event", "event.edit"), ("draft_event", "event.edit-draft"))
    ]


def _replay(*more: str, missing: bool = False) -> list[Walk]:
    """What belongs to a published replay of a public event, and to one of a draft."""
    return [
        read("anybody", "event.code", "=replay", *more, missing=missing),
        read("event.see", "draft_event.code", "=replay", *more, missing=missing),
    ]


def _of_replay(part: str = "", /, **data: str) -> list[Walk]:
    """What those who prepare an event do to its first replay."""
    return [
        post(deed, f"{name}.code", "=replay", *([f"{name}_parts.{part}.pk"] if part else []), **data)
        for name, deed in (("event", "event.edit"), ("draft_event", "event.edit-draft"))
    ]


def _a_line(name: str) -> Callable[[At], str]:
    """The first line of the transcript."""

    def query(at: At) -> str:
        replay = replay_of(getattr(at.side, name))
        assert replay is not None
        return f"?replay={replay.pk}&captions=en&line=0.000"

    return query


def _organization(at: At) -> str:
    return f"?organization={at.side.body.code}&kind=advice"


def _country(at: At) -> str:
    return f"?country={at.side.country}&section=laws"


ROUTES: dict[str, list[Walk]] = {
    "": PUBLIC,
    "health/live/": PUBLIC,
    "health/ready/": PUBLIC,
    "healthz": PUBLIC,
    "robots.txt": PUBLIC,
    "catalog.ttl": PUBLIC,
    "catalog.jsonld": PUBLIC,
    "sso/<provider_id>/answer/": [read("anybody", "=sso", missing=True)],
    L: PUBLIC,
    f"{L}about/": PUBLIC,
    f"{L}api/": PUBLIC,
    f"{L}feeds/<what>.atom": [read("anybody", "=records")],
    # --- Signing in
    f"{L}sign-in/": [Walk("anybody", "anybody")],
    f"{L}sign-out/": [Walk(None, "anybody")],
    f"{L}sign-in/code/": [Walk("anybody", "anybody", missing=True)],
    f"{L}sign-in/passkey/": [Walk("anybody", "anybody", missing=True)],
    f"{L}sign-in/sso/": [Walk(None, "anybody", missing=True)],
    # --- One's own
    f"{L}my/": DESK,
    f"{L}my/waiting/<section>/": [read("own.desk", "=knowledge.drafts")],
    f"{L}my/week/": DESK,
    f"{L}my/later/": [post("own.desk", key="knowledge.drafts:1")],
    f"{L}my/done/": [post("own.desk")],
    f"{L}my/profile/": [form("own.desk")],
    f"{L}my/password/": [form("own.desk")],
    f"{L}my/notices/": DESK,
    f"{L}my/notices/settings/": [form("own.desk")],
    f"{L}my/notices/read/": [post("own.desk")],
    f"{L}my/notices/<pk>/": [read("own.notice", "mine.notice.pk")],
    f"{L}my/notices/<pk>/read/": [post("own.notice", "mine.notice.pk")],
    f"{L}unsubscribe/<token>/": [Walk("anybody", "anybody", values=of("=not-signed"), missing=True)],
    f"{L}my/searches/": DESK,
    f"{L}my/searches/save/": [post("own.desk", q="parking", language="en")],
    f"{L}my/searches/<pk>/seen/": [post("own.search", "mine.search.pk")],
    f"{L}my/searches/<pk>/delete/": [post("own.search", "mine.search.pk")],
    f"{L}my/tokens/": [form("own.desk")],
    f"{L}my/tokens/<pk>/revoke/": [post("own.token", "mine.token.pk")],
    f"{L}my/security/": DESK,
    f"{L}my/security/confirm/": [form("own.desk")],
    f"{L}my/security/confirm/code/": [form("own.desk")],
    f"{L}my/security/confirm/passkey/": [form("own.desk")],
    f"{L}my/security/app/": [form("own.desk")],
    f"{L}my/security/app/remove/": [form("own.desk", missing=True)],
    f"{L}my/security/codes/": [form("own.desk", missing=True)],
    f"{L}my/security/codes/new/": [form("own.desk")],
    f"{L}my/security/passkeys/add/": [form("own.desk")],
    f"{L}my/security/passkeys/<pk>/": [form("own.desk", "=1", missing=True)],
    f"{L}my/security/passkeys/<pk>/remove/": [form("own.desk", "=1", missing=True)],
    f"{L}my/security/sessions/<pk>/end/": [post("own.session", "mine.sign_in.pk")],
    f"{L}my/security/sessions/end/": [post("own.desk")],
    f"{L}my/security/sso/link/": [Walk(None, "own.desk", missing=True)],
    f"{L}my/security/sso/unlink/": [Walk(None, "own.desk", missing=True)],
    f"{L}my/recovery-codes/": [form("own.desk")],
    f"{L}my/data/": DESK,
    f"{L}my/data/kept/<name>/": [read("own.desk", "=account")],
    f"{L}my/data/archive/": [post("own.consent")],
    f"{L}my/data/consents/<name>/withdraw/": [Walk(None, "own.consent", values=of("=email"), missing=True)],
    f"{L}my/data/asked/": [form("own.desk")],
    f"{L}my/data/deletion/": [form("own.consent")],
    f"{L}my/data/deletion/cancel/": [post("own.consent")],
    f"{L}my/data/goodbye/": PUBLIC,
    # --- Running the site
    f"{L}health/": [Walk("site.health")],
    f"{L}samples/": [form("site.health")],
    # Only while there is no account at all.
    f"{L}setup/": [Walk(missing=True)],
    f"{L}health/work/<pk>/retry/": [post("site.health", "job.pk")],
    f"{L}health/work/<pk>/dismiss/": [post("site.health", "job.pk")],
    f"{L}audit/": [Walk("site.audit")],
    f"{L}audit/export.<file_format>": [read("site.audit", "=csv")],
    f"{L}personal-data/": PUBLIC,
    f"{L}personal-data/editions/<name>/<residence>/<number>/": [read("anybody", "=email", "=all", "=1")],
    f"{L}personal-data/texts/": [Walk("site.privacy")],
    f"{L}personal-data/texts/<name>/<residence>/": [form("site.privacy", "=email", "=all")],
    f"{L}personal-data/texts/<name>/<residence>/preview/": [
        form("site.privacy", "=email", "=all", missing=True)
    ],
    f"{L}personal-data/retention/": [form("site.privacy")],
    # --- Languages
    f"{L}search/": PUBLIC,
    f"{L}topics/": PUBLIC,
    f"{L}topics/export.ttl": PUBLIC,
    f"{L}topics/export.jsonld": PUBLIC,
    f"{L}topics/export.tbx": PUBLIC,
    f"{L}topics/false-friends/": PUBLIC,
    f"{L}topics/propose/": [form("term.propose")],
    f"{L}topics/proposals/": [Walk("term.queue")],
    f"{L}topics/proposals/mine/": [Walk("term.propose")],
    f"{L}topics/proposals/approve/": [post("term.queue")],
    f"{L}topics/proposals/<code>/": [read("term.read", "proposal.code")],
    f"{L}topics/proposals/<code>/decide/": [post("term.decide", "proposal.code", deed="approve")],
    f"{L}topics/import/": [form("term.import")],
    f"{L}topics/import/<code>/": [form("term.own-import", "mine.term_import.code")],
    f"{L}topics/<slug>/": [read("anybody", "concept.slug")],
    f"{L}topics/<slug>/history/": [read("anybody", "concept.slug")],
    f"{L}topics/<slug>/propose/": [
        form("term.propose", "concept.slug", query=lambda at: f"?language={at.side.language}")
    ],
    f"{L}topics/<slug>/propose/merge/": [form("term.restructure", "concept.slug")],
    f"{L}topics/<slug>/propose/move/": [form("term.restructure", "concept.slug")],
    f"{L}topics/<slug>/propose/misleading-word/": [form("term.propose", "concept.slug")],
    f"{L}renderings/": [Walk("rendering.desk")],
    f"{L}renderings/<kind>/<code>/": [
        read("anybody", "=record", "initiative.code"),
        read("record.read", "=record", "draft.code"),
        read("service.read", "=service", "draft_service.code"),
        read("card.read", "=card-entry", "draft_entry.code"),
        read("idea.read", "=idea", "draft_idea.code"),
    ],
    f"{L}renderings/<kind>/<code>/<target>/": [
        Walk("anybody", "rendering.write", of("=record", "initiative.code", "=en"), {"deed": "save"}),
        Walk("anybody", "rendering.review", of("=record", "initiative.code", "target"), {"deed": "accept"}),
        read("record.read", "=record", "draft.code", "=en"),
    ],
    # --- Organizations and countries
    f"{L}countries/": PUBLIC,
    f"{L}countries/<code>/": [read("anybody", "=jp")],
    f"{L}countries/<code>/card/": [read("anybody", "=jp"), read("anybody", "=kr")],
    f"{L}country-cards/": PUBLIC,
    f"{L}country-cards/<section>/": [read("anybody", "=laws")],
    f"{L}indicators/": PUBLIC,
    f"{L}indicators/<theme>/": [read("anybody", "=open-data")],
    f"{L}indicators/crosswalk.<file_format>": [read("anybody", "=csv")],
    f"{L}national-bodies/": PUBLIC,
    f"{L}national-bodies/services.<file_format>": [read("anybody", "=csv")],
    f"{L}services/import/": [form("service.write", query=_organization)],
    f"{L}services/new/": [form("service.write", query=_organization)],
    f"{L}services/<code>/": [read("anybody", "service.code"), read("service.read", "draft_service.code")],
    f"{L}services/<code>/edit/": [
        form("service.edit", "service.code"),
        form("service.read", "draft_service.code"),
    ],
    f"{L}services/<code>/versions/": [
        read("service.edit", "service.code"),
        read("service.read", "draft_service.code"),
    ],
    f"{L}services/<code>/do/<deed>/": [
        post("service.edit", "service.code", "=withdraw", version="1"),
        post("service.read", "draft_service.code", "=publish", version="1"),
    ],
    f"{L}card-entries/new/": [form("card.write", query=_country)],
    f"{L}card-entries/<code>/": [read("anybody", "entry.code"), read("card.read", "draft_entry.code")],
    f"{L}card-entries/<code>/edit/": [form("card.edit", "entry.code"), form("card.read", "draft_entry.code")],
    f"{L}card-entries/<code>/versions/": [
        read("card.edit", "entry.code"),
        read("card.read", "draft_entry.code"),
    ],
    f"{L}card-entries/<code>/do/<deed>/": [
        post("card.edit", "entry.code", "=withdraw", version="1"),
        post("card.read", "draft_entry.code", "=publish", version="1"),
    ],
    f"{L}cities/": PUBLIC,
    f"{L}cities/<code>/": [read("anybody", "city.code")],
    f"{L}organizations/": PUBLIC,
    f"{L}organizations/<code>/": [read("anybody", "body.code")],
    f"{L}organizations/<code>/edit/": [form("body.edit", "body.code")],
    # --- People
    f"{L}organizations/<code>/people/": [read("people.invite", "body.code")],
    f"{L}organizations/<code>/people/invite/": [form("people.invite", "body.code")],
    f"{L}organizations/<code>/people/invitations/<invitation>/": [
        post("people.invite", "body.code", "invitation.code", deed="withdraw")
    ],
    f"{L}organizations/<code>/people/<user>/": [
        form("people.manage", "body.code", "colleague.code", data={"deed": "role", "role": "administrator"}),
        form("people.manage", "body.code", "colleague.code", data={"deed": "end"}),
        form("people.manage", "body.code", "colleague.code", data={"deed": "recover"}),
    ],
    f"{L}organizations/<code>/leave/": [form("people.leave", "body.code")],
    f"{L}join/<secret>/": [Walk("anybody", "anybody", of("=not-a-secret"), missing=True)],
    f"{L}account-requests/": DESK,
    f"{L}account-requests/new/": [Walk("anybody", "anybody")],
    f"{L}account-requests/state/": [Walk("anybody", "anybody")],
    f"{L}account-requests/<code>/": [
        form("people.request", "account_request.code", data={"deed": "decline", "answer": "No."}),
        form("people.request-unheld", "unheld_request.code", data={"deed": "decline", "answer": "No."}),
    ],
    f"{L}people/": [Walk("people.accounts")],
    f"{L}people/invite/": [form("people.invite-any")],
    f"{L}people/<code>/": [
        form("people.accounts", "colleague.code", data={"deed": "deactivate"}),
        form("people.accounts", "colleague.code", data={"deed": "grant", "role": "operator"}),
    ],
    f"{L}forgot-password/": PUBLIC,
    f"{L}recover/<secret>/": [Walk("anybody", "anybody", of("=not-a-secret"), missing=True)],
    # --- Discussion
    f"{L}discussions/<kind>/<code>/": [
        Walk("anybody", "talk.post", of("=record", "record.code"), {"text": "いいですね", "language": "ja"}),
        read("record.read", "=record", "draft.code"),
        read("candidate.read", "=opportunity", "draft_candidate.code"),
        read("idea.read", "=idea", "draft_idea.code"),
    ],
    f"{L}discussions/<kind>/<code>/follow/": [post("talk.follow", "=record", "record.code")],
    f"{L}posts/<code>/": [read("anybody", "post.code"), read("talk.see-held", "held_post.code")],
    f"{L}posts/<code>/edit/": [form("talk.edit", "mine.post.code")],
    f"{L}posts/<code>/delete/": [form("talk.delete", "mine.post.code")],
    f"{L}posts/<code>/report/": [form("talk.report", "post.code", data={"reason": "other", **NOTE})],
    f"{L}posts/<code>/history/": [read("anybody", "post.code"), read("talk.see-held", "held_post.code")],
    f"{L}moderation/": [Walk("talk.queue")],
    f"{L}moderation/posts/<code>/": [
        form("talk.moderate", "post.code", data={"deed": "hide", **NOTE}),
    ],
    f"{L}moderation/messages/<code>/": [form("talk.judge", "message.code", data={"deed": "hide", **NOTE})],
    f"{L}blocked/": DESK,
    f"{L}blocked/<code>/": [post("talk.block", "colleague.code")],
    f"{L}messages/": DESK,
    f"{L}messages/reachable/": [post("own.desk")],
    f"{L}messages/new/<kind>/<code>/": [form("talk.begin", "=organization", "association.code")],
    f"{L}messages/reports/<code>/": [
        form("talk.private", "message.code", data={"reason": "other", **NOTE}),
    ],
    f"{L}messages/<code>/": [form("talk.private", "conversation.code", data=NOTE)],
    # --- Records
    f"{L}initiatives/": PUBLIC,
    f"{L}initiatives/<code>/": [read("anybody", "initiative.code")],
    f"{L}needs/": PUBLIC,
    f"{L}needs/<code>/": [
        read("anybody", "record.code"),
        read("record.read", "draft.code"),
        read("record.read-submitted", "submitted.code"),
        read("record.read-archived", "archived.code"),
    ],
    f"{L}needs/<code>/matches/": [read("anybody", "record.code")],
    f"{L}solutions/<code>/needs/": [read("anybody", "solution.code")],
    f"{L}initiatives/<code>/needs/": [read("anybody", "initiative.code")],
    f"{L}initiatives/<code>/peers/": [read("anybody", "initiative.code")],
    f"{L}solutions/": PUBLIC,
    f"{L}solutions/<code>/": [read("anybody", "solution.code")],
    f"{L}records/new/": [form("record.write", query=lambda _at: "?kind=need")],
    f"{L}records/<code>/edit/": [
        form("record.edit", "draft.code"),
        form("record.edit-public", "record.code"),
        form("record.edit-submitted", "submitted.code"),
    ],
    f"{L}records/<code>/state/": [
        post("record.read", "draft.code", deed="nonsense"),
        post("record.submit", "draft.code", deed="submit"),
        post("review.judge", "submitted.code", deed="publish"),
        post("review.judge", "submitted.code", deed="return", text="なぜ"),
        post("review.approve", "unreviewed.code", deed="approve"),
        post("review.archive", "record.code", deed="archive"),
        post("review.judge", "archived.code", deed="unarchive"),
        post("record.reconfirm", "record.code", deed="reconfirm"),
        post("record.delete", "draft.code", deed="delete"),
        post("record.delete", "record.code", deed="delete"),
    ],
    f"{L}records/<code>/words/": [read("anybody", "record.code"), read("record.read", "draft.code")],
    f"{L}records/<code>/claim/": [form("record.claim", "solution.code", data={"wish": "confirm"})],
    f"{L}records/<code>/review/": [form("review.judge", "submitted.code", data={"deed": "publish"})],
    f"{L}records/<code>/versions/": [read("record.versions", "draft.code")],
    f"{L}records/<code>/versions/<number>/restore/": [
        post("record.versions", "draft.code", "=1", version="1"),
        post("record.versions", "draft.code", "=1", version="²"),
    ],
    f"{L}review/": [Walk("review.desk")],
    f"{L}review/bodies/": [
        Walk("review.bodies", "review.appoint", data={"deed": "appoint", "body": "BODY", "BODY-username": "rights-member"}),
    ],
    f"{L}review/reminders/": [post("own.desk")],
    f"{L}criteria/": PUBLIC,
    f"{L}criteria/new/": [form("review.criteria")],
    f"{L}criteria/<pk>/": [form("review.criteria", "criterion.pk")],
    f"{L}claims/": [Walk("review.desk")],
    f"{L}claims/<code>/": [
        post("review.claim", "claim.code", decision="accept"),
        post("review.claim", "claim.code", decision="decline"),
    ],
    # --- Files and sources
    f"{L}data/": PUBLIC,
    f"{L}data/<what>.<file_format>": [read("anybody", "=records", "=jsonl")],
    f"{L}import/": [form("import")],
    f"{L}import/templates/<kind>.<file_format>": [read("anybody", "=need", "=csv")],
    f"{L}import/<token>/": [form("import", f"={'x' * 22}", missing=True)],
    f"{L}documents/": [form("document.bring")],
    f"{L}documents/<code>/": [
        form("document.see", "document.code", write="document.use"),
        form("document.check", "cited_document.code", write="document.use"),
    ],
    f"{L}documents/<code>/text/": [
        read("document.see", "document.code"),
        read("document.check", "cited_document.code"),
    ],
    f"{L}documents/<code>/file/": [read("document.see", "document.code")],
    f"{L}documents/<code>/delete/": [form("document.use", "document.code")],
    f"{L}harvest/": [Walk("harvest.list")],
    f"{L}harvest/new/": [form("harvest.new")],
    f"{L}harvest/sources/<code>/": [read("harvest.see", "source.code")],
    f"{L}harvest/sources/<code>/edit/": [form("harvest.keep", "source.code")],
    f"{L}harvest/sources/<code>/try/": [form("harvest.keep", "source.code")],
    f"{L}harvest/sources/<code>/run/": [post("harvest.keep", "source.code")],
    f"{L}harvest/runs/<code>/": [read("harvest.see", "run.code")],
    f"{L}harvest/entries/<pk>/": [form("harvest.offer", "offer.pk", data={"take": "1", "fields": "summary"})],
    f"{L}duplicates/": [Walk("pair.list")],
    f"{L}duplicates/find/": [post("pair.find-all")],
    f"{L}duplicates/<pk>/": [
        form("pair.see", "pair.pk", data={"decision": "different"}),
        form("pair.see", "pair.pk", write="pair.join", data={"decision": "same", "keep": "first"}),
    ],
    f"{L}duplicates/joined/<pk>/undo/": [post("pair.undo", "joining.pk")],
    # --- Cooperation
    f"{L}overlaps/": PUBLIC,
    f"{L}overlaps/download.<file_format>": [read("anybody", "=csv")],
    f"{L}overlaps/<topic>/": [read("anybody", "concept.slug")],
    f"{L}overlaps/<topic>/<country>/": [read("anybody", "concept.slug", "=jp")],
    f"{L}briefing/": PUBLIC,
    f"{L}briefing/<extent>.<suffix>": [read("anybody", "=short", "=html")],
    f"{L}briefing/<extent>/pdf/": [post("anybody", "=short", language="ja")],
    f"{L}opportunities/": PUBLIC,
    f"{L}opportunities/portfolio/": [Walk("candidate.plan")],
    f"{L}opportunities/<code>/": [
        read("anybody", "candidate.code"),
        read("candidate.read", "draft_candidate.code"),
    ],
    f"{L}emergent-topics/": [Walk("term.found")],
    f"{L}emergent-topics/<code>/": [read("term.decide-found", "topic.code")],
    f"{L}emergent-topics/<code>/accept/": [form("term.decide-found", "topic.code")],
    f"{L}emergent-topics/<code>/merge/": [form("term.decide-found", "topic.code")],
    f"{L}emergent-topics/<code>/dismiss/": [post("term.decide-found", "topic.code", reason="No.")],
    f"{L}emergent-topics/<code>/reopen/": [post("term.decide-found", "topic.code")],
    f"{L}opportunities/<code>/publish/": [post("candidate.review", "draft_candidate.code")],
    f"{L}opportunities/<code>/withdraw/": [post("candidate.review", "candidate.code", **NOTE)],
    f"{L}opportunities/<code>/decide/<deed>/": [
        form("candidate.review", "draft_candidate.code", "=merge"),
        form("candidate.review", "draft_candidate.code", "=split"),
        form("candidate.review", "candidate.code", "=rename", data={"title_en": "Title", "language": "en"}),
    ],
    f"{L}events/<code>/register/": [form("anybody", "event.code"), form("event.see", "draft_event.code")],
    f"{L}events/<code>/register/cancel/": [post("own.desk", "event.code")],
    f"{L}events/<code>/register/certificate.<suffix>": [
        Walk("own.desk", values=of("event.code", "=docx"), missing=True)
    ],
    f"{L}events/<code>/survey/": [form("own.desk", "event.code", missing=True)],
    f"{L}events/<code>/survey/results/": _event_reads(),
    f"{L}events/<code>/registrations/": _event_reads(),
    f"{L}events/<code>/registrations/settings/": _event(),
    f"{L}events/<code>/registrations/questions/<part>/": _event("=survey"),
    f"{L}events/<code>/registrations/door/": _event(),
    f"{L}events/<code>/registrations/list.xlsx": _event_reads(),
    f"{L}events/<code>/registrations/<registration>/": [
        form("event.participants", "event.code", "event_parts.registration.code"),
        form("event.edit-draft", "draft_event.code", "draft_event_parts.registration.code"),
    ],
    f"{L}events/<code>/invitations/": _event_reads(),
    f"{L}events/<code>/invitations/list/": _event(),
    f"{L}events/<code>/invitations/template.xlsx": _event_reads(),
    f"{L}events/<code>/invitations/choose/": _event(),
    f"{L}events/<code>/invitations/send/": _event_posts(),
    f"{L}events/<code>/invitations/<invitation>/": [
        form("event.participants", "event.code", "event_parts.invitation.code"),
        form("event.edit-draft", "draft_event.code", "draft_event_parts.invitation.code"),
    ],
    f"{L}events/<code>/speakers/": _event(),
    f"{L}events/<code>/speakers/<kind>/<pk>/": [
        form("event.edit", "event.code", "=talk", "event_parts.talk.pk"),
        form("event.edit-draft", "draft_event.code", "=talk", "draft_event_parts.talk.pk"),
    ],
    f"{L}events/<code>/speakers/<kind>/<pk>/slides/": [
        read("event.edit", "event.code", "=talk", "event_parts.talk.pk", missing=True),
        read("event.edit-draft", "draft_event.code", "=talk", "draft_event_parts.talk.pk", missing=True),
    ],
    f"{L}invited/<secret>/": [read("anybody", "=AAAA-AAAA", missing=True)],
    f"{L}invited/<secret>/register/": [form("anybody", "=AAAA-AAAA", missing=True)],
    f"{L}invited/<secret>/decline/": [Walk(None, "anybody", of("=AAAA-AAAA"), missing=True)],
    f"{L}speaking/<secret>/": [form("anybody", "=AAAA-AAAA", missing=True)],
    f"{L}registrations/": [form("anybody")],
    f"{L}registrations/<secret>/": [form("anybody", "=AAAA-AAAA", missing=True)],
    f"{L}registrations/<secret>/cancel/": [Walk(None, "anybody", of("=AAAA-AAAA"), missing=True)],
    f"{L}registrations/<secret>/certificate.<suffix>": [
        Walk("anybody", values=of("=AAAA-AAAA", "=docx"), missing=True)
    ],
    f"{L}registrations/<secret>/survey/": [form("anybody", "=AAAA-AAAA", missing=True)],
    f"{L}opportunities/<code>/programme/add/": [Walk(None, "event.schedule", of("candidate.code"), {"session": "SESSION"})],
    f"{L}opportunities/<code>/programme/remove/": [Walk(None, "event.schedule", of("candidate.code"), {"session": "SESSION"})],
    f"{L}ideas/": PUBLIC,
    f"{L}ideas/new/": [form("idea.write")],
    f"{L}ideas/<code>/": [
        read("anybody", "idea.code"),
        read("idea.read", "draft_idea.code"),
        read("idea.own", "mine.draft_idea.code"),
    ],
    f"{L}ideas/<code>/edit/": [
        form("idea.edit", "draft_idea.code"),
        form("idea.edit-public", "idea.code"),
        form("idea.own", "mine.draft_idea.code"),
    ],
    f"{L}ideas/<code>/state/": [
        post("idea.submit", "draft_idea.code", deed="submit"),
        post("idea.judge", "submitted_idea.code", deed="publish"),
        post("idea.judge", "submitted_idea.code", deed="return", **NOTE),
        post("idea.judge", "submitted_idea.code", deed="return"),
        post("idea.withdraw", "idea.code", deed="withdraw"),
        post("idea.take-on", "idea.code", deed="take-on"),
    ],
    f"{L}interests/": DESK,
    f"{L}interests/new/<kind>/<code>/": [form("idea.write", "=record", "elsewhere.code")],
    f"{L}interests/<code>/": [form("interest.read", "interest.code", data=NOTE)],
    # --- Events
    f"{L}calendars/": PUBLIC,
    f"{L}calendars/days.<file_format>": [read("anybody", "=json")],
    f"{L}calendars/days/<pk>/": [form("calendar.keep", "calendar_day.pk")],
    f"{L}calendars/<code>/days/new/": [form("calendar.keep", "country")],
    f"{L}calendars/<code>/known-until/": [form("calendar.keep", "country")],
    f"{L}events/": PUBLIC,
    f"{L}events/new/": [form("event.make")],
    f"{L}events/plan/": [Walk("event.make")],
    f"{L}events/<code>.ics": [read("anybody", "event.code"), read("event.see", "draft_event.code")],
    f"{L}events/<code>/": [read("anybody", "event.code"), read("event.see", "draft_event.code")],
    f"{L}events/<code>/edit/": _event(),
    f"{L}events/<code>/results/": _event(),
    f"{L}events/<code>/publish/": _event_posts(),
    f"{L}events/<code>/withdraw/": _event_posts(),
    f"{L}events/interpreting/": [form("event.limits")],
    f"{L}event-series/new/": [form("event.make")],
    f"{L}event-series/<code>/": [read("anybody", "series.code")],
    f"{L}event-series/<code>/edit/": [form("event.make", "series.code")],
    f"{L}events/<code>/preparation/": [
        read("event.edit", "event.code"),
        read("event.edit-draft", "draft_event.code"),
    ],
    f"{L}events/<code>/rooms/new/": _event(),
    f"{L}events/<code>/rooms/<pk>/edit/": _event(part="room"),
    f"{L}events/<code>/rooms/<pk>/delete/": _event(part="room"),
    f"{L}events/<code>/sessions/<pk>.ics": [
        read("anybody", "event.code", "event_parts.session.pk"),
        read("event.see", "draft_event.code", "draft_event_parts.session.pk"),
    ],
    f"{L}events/<code>/sessions/<pk>/people/new/": _event(part="session"),
    f"{L}events/<code>/people/<pk>/edit/": _event(part="person"),
    f"{L}events/<code>/people/<pk>/delete/": _event(part="person"),
    f"{L}events/<code>/sessions/<pk>/links/new/": _event(part="session"),
    f"{L}events/<code>/links/<pk>/edit/": _event(part="link"),
    f"{L}events/<code>/links/<pk>/delete/": _event(part="link"),
    f"{L}events/<code>/sessions/new/": _event(),
    f"{L}events/<code>/sessions/<pk>/edit/": _event(part="session"),
    f"{L}events/<code>/sessions/<pk>/delete/": _event(part="session"),
    f"{L}events/<code>/sessions/<pk>/move/": _event_posts("session", direction="up"),
    f"{L}events/<code>/sessions/<pk>/talks/new/": _event(part="session"),
    f"{L}events/<code>/talks/<pk>/edit/": _event(part="talk"),
    f"{L}events/<code>/talks/<pk>/delete/": _event(part="talk"),
    f"{L}events/<code>/talks/<pk>/move/": _event_posts("talk", direction="up"),
    f"{L}events/<code>/resources/new/": _event(),
    f"{L}events/<code>/resources/<pk>/": [read("anybody", "event.code", "event_parts.resource.pk", missing=True)],
    f"{L}events/<code>/resources/<pk>/delete/": _event(part="resource"),
    f"{L}events/<code>/papers/": [read("event.brief", "event.code"), read("event.brief-draft", "draft_event.code")],
    f"{L}events/<code>/papers/<kind>.<suffix>": [
        read("event.brief", "event.code", "=interpreters-brief", "=html"),
        read("event.brief-draft", "draft_event.code", "=interpreters-brief", "=docx"),
        read("event.edit", "event.code", "=run-of-show", "=hwpx"),
        read("event.edit-draft", "draft_event.code", "=report", "=html"),
    ],
    f"{L}events/<code>/meetings/": [read("meeting.take-part", "forum.code")],
    f"{L}events/<code>/meetings/schedule.ics": [read("meeting.take-part", "forum.code")],
    f"{L}events/<code>/meetings/entry/": [form("meeting.take-part", "forum.code")],
    f"{L}events/<code>/meetings/people/": [read("meeting.take-part", "forum.code")],
    f"{L}events/<code>/meetings/people/<partner>/": [
        form("meeting.take-part", "forum.code", "forum_parts.partner.code", data={"subject": "話", "language": "ja"})
    ],
    f"{L}events/<code>/meetings/with/<meeting>/": [
        form("meeting.answer", "mine.meeting.event.code", "mine.meeting.code", data={"deed": "cancel"})
    ],
    f"{L}events/<code>/meetings/manage/": [read("meeting.arrange", "forum.code")],
    f"{L}events/<code>/meetings/manage/settings/": [form("meeting.arrange", "forum.code")],
    f"{L}events/<code>/meetings/manage/list.xlsx": [read("meeting.arrange", "forum.code")],
    f"{L}events/<code>/meetings/manage/interpreters/": [form("meeting.arrange", "forum.code")],
    f"{L}events/<code>/meetings/manage/interpreters/<pk>/delete/": [
        post("meeting.arrange", "forum.code", "forum_parts.interpreter.pk")
    ],
    f"{L}events/<code>/meetings/manage/<meeting>/": [
        form("meeting.arrange", "forum.code", "forum_parts.meeting.code", data={"deed": "cancel"})
    ],
    # --- Replays; no media lie on the disk of these tests
    f"{L}events/<code>/elsewhere/": [read("event.edit", "event.code"), read("event.edit-draft", "draft_event.code")],
    f"{L}events/<code>/elsewhere/recordings/": _event(),
    f"{L}events/<code>/elsewhere/files/<pk>/take-back/": _event(part="brought"),
    f"{L}events/<code>/elsewhere/<session>/": _event(part="session"),
    f"{L}events/<code>/elsewhere/<session>/<token>/": [
        form("event.edit", "event.code", "event_parts.session.pk", "=not-staged", missing=True)
    ],
    f"{L}events/<code>/<which>/": _replay(),
    f"{L}events/<code>/<which>/main.m3u8": _replay(missing=True),
    f"{L}events/<code>/<which>/sound.m3u8": _replay(missing=True),
    f"{L}events/<code>/<which>/media/<rendition>/<name>": _replay(
        "=sound-ko-0123456789ab", "=media.mp4", missing=True
    ),
    f"{L}events/<code>/<which>/chapters.vtt": _replay(),
    f"{L}events/<code>/<which>/captions/<spoken>.m3u8": _replay("=en"),
    f"{L}events/<code>/<which>/captions/<spoken>.vtt": _replay("=en"),
    f"{L}events/<code>/<which>/captions/<spoken>.txt": _replay("=en"),
    f"{L}events/<code>/<which>/captions/<spoken>/<number>.vtt": _replay("=en", "=0"),
    f"{L}events/<code>/<which>/captions/<spoken>/correct/": [
        form("room.caption", "event.code", "=replay", "=en"),
        form("event.edit-draft", "draft_event.code", "=replay", "=en"),
    ],
    f"{L}events/<code>/replays/new/": _event(),
    f"{L}events/<code>/<which>/describe/": [
        form("event.edit", "event.code", "=replay"),
        form("event.edit-draft", "draft_event.code", "=replay"),
    ],
    f"{L}events/<code>/<which>/delete/": _of_replay(),
    f"{L}events/<code>/<which>/withheld/new/": _of_replay(scope="all", start_ms="0", end_ms="5"),
    f"{L}events/<code>/<which>/withheld/<pk>/delete/": _of_replay("withheld"),
    f"{L}events/<code>/<which>/prepare/": [
        read("event.edit", "event.code", "=replay"),
        read("event.edit-draft", "draft_event.code", "=replay"),
    ],
    f"{L}events/<code>/<which>/uploads/": _of_replay(channel="ko", name="ko.wav", size_bytes="5"),
    f"{L}events/<code>/<which>/uploads/<pk>/": _of_replay("recording"),
    f"{L}events/<code>/<which>/recordings/new/": _of_replay(channel="ko"),
    f"{L}events/<code>/<which>/recordings/<pk>/offset/": _of_replay("recording", offset_ms="5"),
    f"{L}events/<code>/<which>/recordings/<pk>/delete/": _of_replay("recording"),
    f"{L}events/<code>/<which>/tracks/new/": _of_replay(language="en"),
    f"{L}events/<code>/<which>/tracks/<pk>/delete/": _of_replay("track"),
    f"{L}events/<code>/<which>/marks/new/": _of_replay(at_ms="5"),
    f"{L}events/<code>/<which>/marks/<pk>/delete/": _of_replay("mark"),
    f"{L}events/<code>/<which>/make/": _of_replay(),
    f"{L}events/<code>/<which>/publish/": _of_replay(),
    f"{L}events/<code>/<which>/withdraw/": _of_replay(),
    # --- Bundles; none has been made in these tests
    f"{L}events/<code>/bundle/": [
        read("event.edit", "event.code"),
        read("event.edit-draft", "draft_event.code"),
    ],
    f"{L}events/<code>/bundle/make/": _event_posts(),
    f"{L}events/<code>/bundle/file.zip": [
        read("event.edit", "event.code", missing=True),
        read("event.edit-draft", "draft_event.code", missing=True),
    ],
    # --- What became of what was said
    f"{L}events/<code>/outcomes/": [read("anybody", "event.code"), read("event.see", "draft_event.code")],
    f"{L}events/<code>/outcomes/new/": [
        form("outcome.draft", "event.code", data={"kind": "need"}, query=_a_line("event")),
        form("outcome.draft-hidden", "draft_event.code", data={"kind": "need"}, query=_a_line("draft_event")),
    ],
    f"{L}events/<code>/outcomes/settle/": [
        form("outcome.settle", "event.code", data={"state": "open"}, query=_a_line("event")),
        form("event.edit-draft", "draft_event.code", data={"state": "open"}, query=_a_line("draft_event")),
    ],
    f"{L}events/<code>/outcomes/<outcome>/": [
        read("anybody", "event.code", "outcome.code"),
        read("event.see", "draft_event.code", "draft_outcome.code"),
    ],
    f"{L}events/<code>/outcomes/<outcome>/remove/": [post("outcome.remove", "event.code", "outcome.code")],
    f"{L}events/<code>/agenda/": [
        read("outcome.plan", "event.code"),
        read("event.edit-draft", "draft_event.code"),
        Walk("outcome.plan", "outcome.plan", of("event.code"), {"point": "none"}, missing=True),
    ],
    f"{L}registrations/<secret>/room/": [Walk("anybody", values=of("=AAAA-AAAA"), missing=True)],
    f"{L}events/<code>/room/": [read("anybody", "event.code"), read("room.see", "draft_event.code")],
    f"{L}events/<code>/room/ask/": [post("room.take-part", "event.code", text="質問", language="ja")],
    f"{L}events/<code>/room/mine/": [read("room.take-part", "event.code")],
    f"{L}events/<code>/room/react/": [post("room.take-part", "event.code", kind="idea")],
    f"{L}events/<code>/room/questions/<question>/vote/": [post("room.take-part", "event.code", "question.code")],
    f"{L}events/<code>/room/polls/<poll>/answer/": [post("room.take-part", "event.code", "poll.code")],
    f"{L}events/<code>/room/stage/": [read("room.stage", "event.code")],
    f"{L}events/<code>/room/slow-down/": [post("room.interpret", "event.code")],
    f"{L}events/<code>/room/captions/": [form("room.caption", "event.code", data={"text": "字幕", "language": "ja"})],
    f"{L}events/<code>/room/captions/<seq>/correct/": [
        Walk(None, "room.caption", of("event.code", "=1"), {"text": "字幕"}, missing=True)
    ],
    f"{L}events/<code>/room/moderate/": [read("room.moderate", "event.code")],
    f"{L}events/<code>/room/moderate/now/": [post("room.moderate", "event.code")],
    f"{L}events/<code>/room/moderate/announce/": [post("room.moderate", "event.code", texts_en="Break")],
    f"{L}events/<code>/room/moderate/merge/": [
        Walk(None, "room.moderate", of("event.code"), {"pair": "1"}, missing=True)
    ],
    f"{L}events/<code>/room/moderate/questions/<question>/": [
        form("room.moderate", "event.code", "question.code", data={"deed": "pin"}),
        form("room.moderate", "event.code", "held_question.code", data={"deed": "let-through"}),
    ],
    f"{L}events/<code>/room/moderate/polls/new/": [form("room.moderate", "event.code")],
    f"{L}events/<code>/room/moderate/polls/<poll>/": [form("room.moderate", "event.code", "draft_poll.code")],
    f"{L}events/<code>/room/moderate/polls/<poll>/state/": [
        post("room.moderate", "event.code", "draft_poll.code", deed="open")
    ],
    f"{L}events/<code>/room/settings/": [form("room.arrange", "event.code", data={"open_to": "readers"})],
    f"{L}events/<code>/room/settings/people/": [post("room.arrange", "event.code", username="nobody")],
    f"{L}events/<code>/room/settings/people/<pk>/remove/": [post("room.arrange", "event.code", "room_role.pk")],
}  # fmt: skip
