from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tricity.accounts.models import User
from tricity.discussion.actions import messaging, moderating
from tricity.discussion.digests import message_views
from tricity.discussion.errors import NotAMember, NotReachable
from tricity.discussion.finding import found_subject, own_bodies
from tricity.discussion.forms import ConversationForm, MessageForm, ReportForm
from tricity.discussion.inbox import conversation_rows, other_side
from tricity.discussion.models import Conversation, Message
from tricity.discussion.people import person_view
from tricity.discussion.queries import messages as queries
from tricity.discussion.registry import Discussable, bodies, discussable
from tricity.discussion.views.threads import reported
from tricity.web.errors import TricityError
from tricity.web.languages import reader_language
from tricity.web.pages import PAGE_SIZE, Page, page_number
from tricity.web.text import LocalizedText

MOST_SHOWN = 200  # of the newest messages of a conversation


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    rows = queries.conversations(request.user)
    page = Page(page_number(request), PAGE_SIZE, rows.count())
    shown = list(rows[page.offset : page.offset + page.size])
    context = {
        "conversations": conversation_rows(shown, request.user, reader_language()),
        "page": page,
        "is_open": queries.is_open(request.user),  # type: ignore[arg-type]
    }
    return render(request, "discussion/inbox.html", context)


@login_required
@require_POST
def be_open(request: HttpRequest) -> HttpResponse:
    """Say whether people one does not know may write."""
    is_open = request.POST.get("deed") == "open"
    messaging.be_open(is_open, by=request.user)
    messages.success(
        request,
        _("People you do not know may write to you.")
        if is_open
        else _("People you do not know can no longer write to you."),
    )
    return redirect("discussion:inbox")


@login_required
def conversation(request: HttpRequest, code: str) -> HttpResponse:
    row = queries.conversation(request.user, code)
    if row is None:
        raise Http404
    form = MessageForm(request.POST or None, reader=reader_language())
    if request.method == "POST" and form.is_valid():
        try:
            messaging.write(
                row, by=request.user, text=form.cleaned_data["text"], language=form.cleaned_data["language"]
            )
        except TricityError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Sent."))
            return redirect(row)
    seen_until = row.seen_until  # type: ignore[attr-defined]
    heard = list(queries.messages_for(request.user, row).reverse()[:MOST_SHOWN])[::-1]
    views = message_views(heard, request.user, reader_language(), seen=seen_until)
    if heard and heard[-1].created_at > seen_until:
        messaging.read(row, by=request.user, until=heard[-1].created_at)
    context = {
        "conversation": conversation_rows([row], request.user, reader_language())[0],
        "person": _other_person(row, request.user),
        "about": _about(row, request.user),
        "messages_here": views,
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "discussion/conversation.html", context, status=status)


@login_required
def begin(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Write to an organization, a person, or one of those an object names."""
    address = _Address(request, kind, code)
    mine = own_bodies(request)
    refusal = NotAMember() if not mine else address.refusal()
    if refusal is not None:
        context = {**address.context, "refusal": refusal.message}
        return render(request, "discussion/begin.html", context, status=refusal.status)
    form = ConversationForm(
        request.POST or None,
        mine=mine,
        to=address.choices,
        reader=reader_language(),
        initial={"topic": address.topic},
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            row = messaging.begin(
                by=request.user,
                body=values["body"],
                topic=values["topic"],
                text=values["text"],
                language=values["language"],
                to_person=address.person,
                to_body=values.get("to") or address.body,
                about=address.about,
            )
        except TricityError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Sent. You will find the answer here and on your desk."))
            return redirect(row)
    context = {**address.context, "form": form, "body_name": mine[0].name if len(mine) == 1 else None}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "discussion/begin.html", context, status=status)


@login_required
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Report a message somebody wrote to one."""
    row = get_object_or_404(Message.objects.select_related("conversation", "author"), code=code)
    if queries.conversation(request.user, row.conversation.code) is None:
        raise Http404
    view = message_views([row], request.user, reader_language(), seen=None)[0]
    if not view.may_report:
        raise PermissionDenied
    form = ReportForm(request.POST or None, reader=reader_language())
    if request.method == "POST" and form.is_valid():
        try:
            moderating.report_message(row, by=request.user, **reported(form))
        except TricityError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Thank you. A moderator looks at it."))
            return redirect(row.conversation)
    context = {"message_view": view, "form": form, "address": row.conversation.get_absolute_url()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "discussion/report_message.html", context, status=status)


class _Address:
    """Who is written to: a person, an organization, or one of `choices`, the organizations an object names."""

    def __init__(self, request: HttpRequest, kind: str, code: str) -> None:
        self.user = request.user
        self.person: User | None = None
        self.body = ""
        self.choices: list[Any] | None = None
        self.about: tuple[Discussable, Any] | None = None
        self.topic = ""
        self.context: dict[str, Any] = {}
        language = reader_language()
        if kind == "person":
            self.person = get_object_or_404(User, code=code, is_active=True)
            self.context = {"person": person_view(self.person, language)}
        elif kind == "organization":
            found = bodies().described([code], language).get(code)
            if found is None:
                raise Http404
            self.body = code
            self.context = {"to": found}
        else:
            spec, subject = found_subject(request, kind, code)
            if not spec.is_public(subject):
                raise Http404
            title = spec.title(subject, language)
            self.about, self.topic = (spec, subject), str(title)[:200]
            named = bodies().described(spec.bodies(subject), language).values()
            reached = [each for each in named if queries.reachable(each.code, self.user)]
            self.choices = sorted(reached, key=lambda each: (str(each.name), each.code))
            self.context = {"subject": subject, "subject_title": title}

    def refusal(self) -> TricityError | None:
        if self.person is not None:
            is_reached = self.person.pk != self.user.pk and queries.is_open(self.person)
        elif self.choices is not None:
            is_reached = bool(self.choices)
        else:
            is_reached = queries.reachable(self.body, self.user)
        return None if is_reached else NotReachable()


def _other_person(row: Conversation, user: Any) -> Any:
    return person_view(other_side(row, user), reader_language())


def _about(row: Conversation, user: Any) -> tuple[LocalizedText, str] | None:
    """What the conversation began with, while the reader may read it."""
    spec = discussable(row.about_kind) if row.about_kind else None
    subject = spec.of_row(row.about_id) if spec and row.about_id else None
    if spec is None or subject is None or not spec.may_read(user, subject):
        return None
    return spec.title(subject, reader_language()), subject.get_absolute_url()
