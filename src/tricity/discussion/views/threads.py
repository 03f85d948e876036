from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tricity.discussion import rules
from tricity.discussion.actions import moderating, posting
from tricity.discussion.digests import post_views, said
from tricity.discussion.finding import found_post, found_subject, own_bodies
from tricity.discussion.forms import EditForm, PostForm, ReportForm
from tricity.discussion.models import Post
from tricity.discussion.pages import thread_view
from tricity.discussion.queries import posts as queries
from tricity.discussion.registry import Discussable
from tricity.web.errors import TricityError
from tricity.web.languages import NATIVE_NAMES, reader_language
from tricity.web.pages import PAGE_SIZE


def thread(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """What is said about an object, and the form to say more."""
    spec, subject = found_subject(request, kind, code)
    if request.method != "POST":
        return _page(request, spec, subject)
    mine = own_bodies(request)
    if not rules.may_post(request.user, spec, subject):
        raise PermissionDenied
    form = PostForm(request.POST, mine=mine, reader=reader_language())
    if form.is_valid():
        values = form.cleaned_data
        parent = Post.objects.filter(code=values["parent"]).first() if values["parent"] else None
        try:
            post = posting.post(
                spec,
                subject,
                by=request.user,
                body=values["body"],
                text=values["text"],
                language=values["language"],
                parent=parent,
            )
        except TricityError as error:
            form.add_error(None, error.message)
        else:
            _tell(request, post, chosen=bool(form.data.get("language")))
            return redirect(post)
    return _page(request, spec, subject, form)


@require_safe
def post(request: HttpRequest, code: str) -> HttpResponse:
    """The address of one post: the page of its thread where it stands."""
    row, spec, subject = found_post(request, code)
    number = queries.place_of(row, request.user) // PAGE_SIZE + 1
    address = reverse("discussion:thread", args=[spec.kind, subject.code])
    return redirect(f"{address}{f'?page={number}' if number > 1 else ''}#post-{row.code}")


@login_required
def edit(request: HttpRequest, code: str) -> HttpResponse:
    row, spec, subject = found_post(request, code)
    if not rules.may_edit(request.user, row):
        raise PermissionDenied
    form = EditForm(
        request.POST or None,
        reader=reader_language(),
        initial={"text": row.text, "language": row.language},
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = posting.edit(
                row, by=request.user, text=form.cleaned_data["text"], language=form.cleaned_data["language"]
            )
        except TricityError as error:
            form.add_error(None, error.message)
        else:
            if saved.state == Post.State.HELD:
                messages.warning(request, _("A moderator reads your post before others see it."))
            else:
                messages.success(request, _("Saved."))
            return redirect(row)
    return _form_page(request, "discussion/edit.html", row, spec, subject, form)


@login_required
def delete(request: HttpRequest, code: str) -> HttpResponse:
    row, spec, subject = found_post(request, code)
    if not rules.may_delete(request.user, row):
        raise PermissionDenied
    if request.method == "POST":
        posting.delete(row, by=request.user)
        messages.success(request, _("Deleted. A line says that something stood there."))
        return redirect("discussion:thread", spec.kind, subject.code)
    return _form_page(request, "discussion/delete.html", row, spec, subject, None)


@login_required
def report(request: HttpRequest, code: str) -> HttpResponse:
    row, spec, subject = found_post(request, code)
    if not rules.may_report(request.user, row):
        raise PermissionDenied
    form = ReportForm(request.POST or None, reader=reader_language())
    if request.method == "POST" and form.is_valid():
        try:
            moderating.report_post(row, by=request.user, **reported(form))
        except TricityError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Thank you. A moderator looks at it."))
            return redirect("discussion:thread", spec.kind, subject.code)
    return _form_page(request, "discussion/report.html", row, spec, subject, form)


@require_safe
def history(request: HttpRequest, code: str) -> HttpResponse:
    """What a post said before it was edited."""
    row, spec, subject = found_post(request, code)
    if row.deleted_at is not None or not rules.sees(request.user, row):
        raise PermissionDenied
    language = reader_language()
    earlier = [(said(each.text, each.language, None, language), each.until) for each in row.revisions.all()]
    return _form_page(request, "discussion/history.html", row, spec, subject, None, revisions=earlier)


@login_required
@require_POST
def follow(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Follow a thread, or no longer."""
    spec, subject = found_subject(request, kind, code)
    if request.POST.get("deed") == "unfollow":
        found = queries.thread_of(kind, subject.pk, request.user)
        if found is not None:
            posting.unfollow(found, by=request.user)
        messages.success(request, _("You no longer follow this discussion."))
    else:
        posting.follow(posting.begin(spec, subject), by=request.user)
        messages.success(request, _("You follow this discussion. Your desk tells you of new posts."))
    return redirect("discussion:thread", kind, code)


def reported(form: ReportForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ("reason", "text", "language")}


def _page(
    request: HttpRequest, spec: Discussable, subject: Any, form: PostForm | None = None
) -> HttpResponse:
    context = {
        "subject": subject,
        "subject_title": spec.title(subject, reader_language()),
        "thread": thread_view(request, spec, subject, form),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None else HTTPStatus.OK
    return render(request, "discussion/thread.html", context, status=status)


def _form_page(
    request: HttpRequest, template: str, row: Post, spec: Discussable, subject: Any, form: Any, **more: Any
) -> HttpResponse:
    context = {
        "post": post_views([row], request.user, reader_language(), may_post=False)[0]
        if row.parent_id is None
        else _answer_view(row, request),
        "subject_title": spec.title(subject, reader_language()),
        "address": row.get_absolute_url(),
        "form": form,
        **more,
    }
    is_refused = form is not None and form.is_bound
    return render(request, template, context, status=422 if is_refused else 200)


def _answer_view(row: Post, request: HttpRequest) -> Any:
    """An answer alone."""
    assert row.parent is not None
    row.parent.thread = row.thread
    return post_views([row.parent, row], request.user, reader_language(), may_post=False)[0].answers[0]


def _tell(request: HttpRequest, row: Post, *, chosen: bool) -> None:
    """Say what became of a post, and in which language it was taken to be."""
    if row.state == Post.State.HELD:
        messages.warning(request, _("A moderator reads your post before others see it."))
        return
    language = NATIVE_NAMES[row.language]
    if chosen:
        messages.success(request, _("Your post has been published."))
    else:
        said_in = _(
            "Your post has been published, as a text in this language: %(language)s. Edit it if that is wrong."
        )
        messages.success(request, said_in % {"language": language})
