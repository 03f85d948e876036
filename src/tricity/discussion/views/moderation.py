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
from tricity.discussion import rules
from tricity.discussion.actions import moderating
from tricity.discussion.digests import message_views, post_views, said
from tricity.discussion.finding import found_post
from tricity.discussion.forms import DecisionForm
from tricity.discussion.models import Block, Message, Post
from tricity.discussion.people import person_view
from tricity.discussion.queries import moderation as queries
from tricity.discussion.registry import moderated_countries
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import reader_language
from tricity.web.pages import PAGE_SIZE, Page, page_number


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, the longest waiting first."""
    _moderators_only(request)
    language = reader_language()
    rows = queries.posts_to_judge(request.user)
    page = Page(page_number(request), PAGE_SIZE, rows.count())
    shown = list(rows[page.offset : page.offset + page.size])
    context = {
        "posts": [
            (
                said(each.text, each.language, None, language),
                person_view(each.author, language),
                each,
            )
            for each in shown
        ],
        "private": list(queries.messages_to_judge(request.user)[:PAGE_SIZE]),
        "page": page,
    }
    return render(request, "discussion/queue.html", context)


@login_required
def judge_post(request: HttpRequest, code: str) -> HttpResponse:
    _moderators_only(request)
    row, spec, subject = found_post(request, code)
    if not rules.may_moderate(request.user, row):
        raise PermissionDenied
    form = DecisionForm(request.POST or None, reader=reader_language())
    if request.method == "POST" and form.is_valid():
        try:
            moderating.decide_post(row, by=request.user, **_decided(form))
        except TricityError as error:
            return from_tricity_error(request, error)
        _tell(request, form)
        return redirect("discussion:queue")
    language = reader_language()
    context = {
        "posts": [_whole(row, language, request.user)],
        "revisions": [
            (said(each.text, each.language, None, language), each.until) for each in row.revisions.all()
        ],
        "reports": _reports(language, post=row),
        "state_label": row.get_state_display(),
        "is_hidden": row.state == Post.State.HIDDEN,
        "subject": subject,
        "subject_title": spec.title(subject, language),
        "form": form,
    }
    return _page(request, "discussion/judge_post.html", context, form)


@login_required
def judge_message(request: HttpRequest, code: str) -> HttpResponse:
    """A reported private message with what stands right before and after it; that it was read is audited."""
    _moderators_only(request)
    row = get_object_or_404(Message.objects.select_related("conversation", "author"), code=code)
    reports = _reports(reader_language(), message=row)
    if not reports or not rules.may_judge(request.user, row):
        raise Http404
    form = DecisionForm(request.POST or None, reader=reader_language())
    if request.method == "POST" and form.is_valid():
        try:
            moderating.decide_message(row, by=request.user, **_decided(form))
        except TricityError as error:
            return from_tricity_error(request, error)
        _tell(request, form)
        return redirect("discussion:queue")
    moderating.look_at_message(row, by=request.user)
    near = queries.neighbours(row)
    context = {
        "messages_near": message_views(near, request.user, reader_language(), seen=None),
        "code": row.code,
        "reports": reports,
        "form": form,
    }
    return _page(request, "discussion/judge_message.html", context, form)


@login_required
@require_safe
def blocks(request: HttpRequest) -> HttpResponse:
    """The people one wants to hear nothing from."""
    language = reader_language()
    rows = Block.objects.filter(user=request.user.pk).select_related("person").order_by("-created_at")[:200]
    context = {
        "people": [(person_view(each.person, language), each.person.code, each.created_at) for each in rows]
    }
    return render(request, "discussion/blocks.html", context)


@login_required
@require_POST
def block(request: HttpRequest, code: str) -> HttpResponse:
    person = get_object_or_404(User, code=code)
    if request.POST.get("deed") == "unblock":
        moderating.unblock(person, by=request.user)
        messages.success(request, _("You hear from this person again."))
    else:
        moderating.block(person, by=request.user)
        messages.success(request, _("You hear nothing more from this person, who is not told."))
    return redirect("discussion:blocks")


def _moderators_only(request: HttpRequest) -> None:
    own = moderated_countries(request.user)
    if own is not None and not own:
        raise PermissionDenied


def _whole(row: Post, language: str, user: Any) -> Any:
    """A post as its moderator reads it, deleted or hidden."""
    shown = Post(
        pk=row.pk, code=row.code, author=row.author, body=row.body, text=row.text, language=row.language
    )
    shown.thread, shown.created_at, shown.edited_at = row.thread, row.created_at, row.edited_at
    return post_views([shown], user, language, may_post=False)[0]


def _reports(language: str, **of: Any) -> list[Any]:
    return [
        (
            each.get_reason_display(),
            person_view(each.by, language),
            said(each.text, each.language, None, language) if each.text else None,
            each.created_at,
        )
        for each in queries.open_reports(**of)
    ]


def _decided(form: DecisionForm) -> dict[str, Any]:
    values = form.cleaned_data
    return {"hide": form.hides, "reason": values["text"], "language": values["language"]}


def _tell(request: HttpRequest, form: DecisionForm) -> None:
    if form.hides:
        messages.success(request, _("Hidden. The author reads your reason."))
    else:
        messages.success(request, _("It can be read by those it is for."))


def _page(request: HttpRequest, template: str, context: dict[str, Any], form: DecisionForm) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, template, context, status=status)
