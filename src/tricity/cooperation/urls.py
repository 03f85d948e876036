from django.urls import path

from tricity.cooperation.views import (
    decisions,
    ideas,
    interests,
    matches,
    opportunities,
    overlaps,
    peers,
    portfolio,
)

app_name = "cooperation"
urlpatterns = [
    path("overlaps/", overlaps.overlaps, name="overlaps"),
    path("overlaps/download.<str:file_format>", overlaps.download, name="overlaps-download"),
    path("overlaps/<slug:topic>/", overlaps.overlap, name="overlap"),
    path("overlaps/<slug:topic>/<slug:country>/", overlaps.overlap, name="overlap"),
    path("needs/<str:code>/matches/", matches.matches, name="matches"),
    path("solutions/<str:code>/needs/", matches.answered, {"kind": "solution"}, name="solution-needs"),
    path("initiatives/<str:code>/needs/", matches.answered, {"kind": "initiative"}, name="initiative-needs"),
    path("initiatives/<str:code>/peers/", peers.peers, name="peers"),
    path("opportunities/", opportunities.opportunities, name="opportunities"),
    path("opportunities/portfolio/", portfolio.portfolio, name="portfolio"),
    path("opportunities/<str:code>/", opportunities.opportunity, name="opportunity"),
    path("opportunities/<str:code>/publish/", opportunities.publish, name="publish"),
    path("opportunities/<str:code>/withdraw/", opportunities.withdraw, name="withdraw"),
    path("opportunities/<str:code>/decide/<str:deed>/", decisions.decide, name="decide"),
    path("ideas/", ideas.ideas, name="ideas"),
    path("ideas/new/", ideas.new, name="idea-new"),
    path("ideas/<str:code>/", ideas.idea, name="idea"),
    path("ideas/<str:code>/edit/", ideas.edit, name="idea-edit"),
    path("ideas/<str:code>/state/", ideas.state, name="idea-state"),
    path("interests/", interests.interests, name="interests"),
    path("interests/new/<str:kind>/<str:code>/", interests.express, name="express"),
    path("interests/<str:code>/", interests.interest, name="interest"),
]
