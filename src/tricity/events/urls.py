from django.urls import path

from tricity.events import views

app_name = "events"
urlpatterns = [
    path("events/", views.events, name="events"),
    path("events/new/", views.event_new, name="event-new"),
    path("events/plan/", views.event_plan, name="event-plan"),
    path("events/<str:code>.ics", views.calendar, name="calendar"),
    path("events/<str:code>/", views.event, name="event"),
    path("events/<str:code>/edit/", views.event_edit, name="event-edit"),
    path("events/<str:code>/results/", views.event_results, name="event-results"),
    path("events/<str:code>/publish/", views.event_publish, name="event-publish"),
    path("events/<str:code>/withdraw/", views.event_withdraw, name="event-withdraw"),
    path("events/<str:code>/sessions/new/", views.session_new, name="session-new"),
    path("events/<str:code>/sessions/<int:pk>/edit/", views.session_edit, name="session-edit"),
    path("events/<str:code>/sessions/<int:pk>/delete/", views.session_delete, name="session-delete"),
    path("events/<str:code>/sessions/<int:pk>/move/", views.session_move, name="session-move"),
    path("events/<str:code>/sessions/<int:pk>/talks/new/", views.talk_new, name="talk-new"),
    path("events/<str:code>/talks/<int:pk>/edit/", views.talk_edit, name="talk-edit"),
    path("events/<str:code>/talks/<int:pk>/delete/", views.talk_delete, name="talk-delete"),
    path("events/<str:code>/talks/<int:pk>/move/", views.talk_move, name="talk-move"),
    path("events/<str:code>/resources/new/", views.resource_new, name="resource-new"),
    path("events/<str:code>/resources/<int:pk>/", views.resource, name="resource"),
    path("events/<str:code>/resources/<int:pk>/delete/", views.resource_delete, name="resource-delete"),
    path("opportunities/<str:code>/programme/add/", views.programme_add, name="programme-add"),
    path("opportunities/<str:code>/programme/remove/", views.programme_remove, name="programme-remove"),
]
