from django.urls import path

from tricity.rooms import views

app_name = "rooms"
urlpatterns = [
    path("registrations/<str:secret>/room/", views.enter, name="enter"),
    path("events/<str:code>/room/", views.room, name="room"),
    path("events/<str:code>/room/ask/", views.ask, name="ask"),
    path("events/<str:code>/room/mine/", views.mine, name="mine"),
    path("events/<str:code>/room/react/", views.react, name="react"),
    path("events/<str:code>/room/questions/<str:question>/vote/", views.vote, name="vote"),
    path("events/<str:code>/room/polls/<str:poll>/answer/", views.poll_answer, name="poll-answer"),
    path("events/<str:code>/room/stage/", views.stage, name="stage"),
    path("events/<str:code>/room/slow-down/", views.slow_down, name="slow-down"),
    path("events/<str:code>/room/captions/", views.captions, name="captions"),
    path("events/<str:code>/room/captions/<int:seq>/correct/", views.caption_correct, name="caption-correct"),
    path("events/<str:code>/room/moderate/", views.moderate, name="moderate"),
    path("events/<str:code>/room/moderate/now/", views.now, name="now"),
    path("events/<str:code>/room/moderate/announce/", views.announce, name="announce"),
    path("events/<str:code>/room/moderate/merge/", views.merge, name="merge"),
    path("events/<str:code>/room/moderate/questions/<str:question>/", views.question, name="question"),
    path("events/<str:code>/room/moderate/polls/new/", views.poll_new, name="poll-new"),
    path("events/<str:code>/room/moderate/polls/<str:poll>/", views.poll_edit, name="poll-edit"),
    path("events/<str:code>/room/moderate/polls/<str:poll>/state/", views.poll_state, name="poll-state"),
    path("events/<str:code>/room/settings/", views.settings, name="settings"),
    path("events/<str:code>/room/settings/people/", views.person_add, name="person-add"),
    path(
        "events/<str:code>/room/settings/people/<int:pk>/remove/", views.person_remove, name="person-remove"
    ),
]
