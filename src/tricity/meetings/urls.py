from django.urls import path

from tricity.meetings import views

app_name = "meetings"
urlpatterns = [
    path("events/<str:code>/meetings/", views.schedule, name="schedule"),
    path("events/<str:code>/meetings/schedule.ics", views.calendar, name="calendar"),
    path("events/<str:code>/meetings/entry/", views.entry, name="entry"),
    path("events/<str:code>/meetings/people/", views.people, name="people"),
    path("events/<str:code>/meetings/people/<str:partner>/", views.ask, name="ask"),
    path("events/<str:code>/meetings/with/<str:meeting>/", views.meeting, name="meeting"),
    path("events/<str:code>/meetings/manage/", views.manage, name="manage"),
    path("events/<str:code>/meetings/manage/settings/", views.settings, name="settings"),
    path("events/<str:code>/meetings/manage/list.xlsx", views.export, name="export"),
    path("events/<str:code>/meetings/manage/interpreters/", views.interpreters, name="interpreters"),
    path(
        "events/<str:code>/meetings/manage/interpreters/<int:pk>/delete/",
        views.interpreter_delete,
        name="interpreter-delete",
    ),
    path("events/<str:code>/meetings/manage/<str:meeting>/", views.arrange, name="arrange"),
]
