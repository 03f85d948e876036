from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tricity.terms import exports, listing, queries, rules
from tricity.terms.digests import topic_page, topic_tree
from tricity.web.languages import reader_language


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    tree = topic_tree(queries.topics(), reader_language())
    context = {"tree": tree, "may_decide": rules.may_import(request.user)}
    return render(request, "terms/topics.html", context)


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic that was merged into another leads there."""
    found = queries.topic_called(slug)
    if found is None:
        into = queries.successor_of(slug)
        if into is None:
            raise Http404
        return redirect("terms:topic", into, permanent=True)
    context = {
        "topic": topic_page(found, reader_language()),
        "may_restructure": rules.may_restructure(request.user),
        "before": queries.merged_into(slug),
    }
    return render(request, "terms/topic.html", context)


@require_safe
def false_friends(request: HttpRequest) -> HttpResponse:
    """Words that mislead between the languages, narrowed down by `pair` and `q`, ordered by `sort`."""
    return render(request, "terms/false_friends.html", listing.false_friend_list(request, reader_language()))


@require_safe
def export(request: HttpRequest, file_format: str) -> HttpResponse:
    """The whole thesaurus as a file; the same in every language."""
    response = HttpResponse(content_type=f"{exports.FORMATS[file_format]}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="topics.{file_format}"'
    exports.export_topics(file_format, response)  # type: ignore[arg-type]  # a response is a file to write to
    return response
