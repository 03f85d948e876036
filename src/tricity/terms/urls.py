from django.urls import path

from tricity.terms import views

app_name = "terms"
urlpatterns = [
    path("topics/", views.topics, name="topics"),
    path("topics/export.ttl", views.export, {"file_format": "ttl"}, name="export-ttl"),
    path("topics/export.jsonld", views.export, {"file_format": "jsonld"}, name="export-jsonld"),
    path("topics/export.tbx", views.export, {"file_format": "tbx"}, name="export-tbx"),
    path("topics/false-friends/", views.false_friends, name="false-friends"),
    path("topics/propose/", views.propose_new, name="propose-new"),
    path("topics/proposals/", views.queue, name="queue"),
    path("topics/proposals/mine/", views.mine, name="mine"),
    path("topics/proposals/approve/", views.decide_many, name="decide-many"),
    path("topics/proposals/<code>/", views.proposal, name="proposal"),
    path("topics/proposals/<code>/decide/", views.decide, name="decide"),
    path("topics/import/", views.imports, name="import"),
    path("topics/import/<code>/", views.import_preview, name="import-preview"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("topics/<slug:slug>/history/", views.history, name="history"),
    path("topics/<slug:slug>/propose/", views.propose, name="propose"),
    path("topics/<slug:slug>/propose/merge/", views.propose_merge, name="propose-merge"),
    path("topics/<slug:slug>/propose/move/", views.propose_move, name="propose-move"),
    path("topics/<slug:slug>/propose/misleading-word/", views.propose_friend, name="propose-friend"),
]
