from django.urls import path

from tricity.cooperation.views import emergent, ideas, interests, matches, opportunities, overlaps, portfolio

app_name = "cooperation"
urlpatterns = [
    path("overlaps/", overlaps.overlaps, name="overlaps"),
    path("overlaps/download.<str:file_format>", overlaps.download, name="overlaps-download"),
    path("overlaps/<slug:topic>/", overlaps.overlap, name="overlap"),
    path("overlaps/<slug:topic>/<slug:country>/", overlaps.overlap, name="overlap"),
    path("needs/<str:code>/matches/", matches.matches, name="matches"),
    path("solutions/<str:code>/needs/", matches.answered, {"kind": "solution"}, name="solution-needs"),
    path("initiatives/<str:code>/needs/", matches.answered, {"kind": "initiative"}, name="initiative-needs"),
    path("opportunities/", opportunities.opportunities, name="opportunities"),
    path("opportunities/portfolio/", portfolio.portfolio, name="portfolio"),
    path("opportunities/<str:code>/", opportunities.opportunity, name="opportunity"),
    path("opportunities/<str:code>/publish/", opportunities.publish, name="publish"),
    path("opportunities/<str:code>/withdraw/", opportunities.withdraw, name="withdraw"),
    path("emergent-topics/", emergent.topics, name="emergent-topics"),
    path("emergent-topics/<str:code>/", emergent.topic, name="emergent-topic"),
    path("emergent-topics/<str:code>/accept/", emergent.accept, name="emergent-accept"),
    path("emergent-topics/<str:code>/merge/", emergent.merge, name="emergent-merge"),
    path("emergent-topics/<str:code>/dismiss/", emergent.dismiss, name="emergent-dismiss"),
    path("emergent-topics/<str:code>/reopen/", emergent.reopen, name="emergent-reopen"),
    path("ideas/", ideas.ideas, name="ideas"),
    path("ideas/new/", ideas.new, name="idea-new"),
    path("ideas/<str:code>/", ideas.idea, name="idea"),
    path("ideas/<str:code>/edit/", ideas.edit, name="idea-edit"),
    path("ideas/<str:code>/state/", ideas.state, name="idea-state"),
    path("interests/", interests.interests, name="interests"),
    path("interests/new/<str:kind>/<str:code>/", interests.express, name="express"),
    path("interests/<str:code>/", interests.interest, name="interest"),
]
