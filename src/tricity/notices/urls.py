from django.urls import path

from tricity.notices.views import desk, notices, unsubscribing, week

app_name = "notices"
urlpatterns = [
    path("my/notices/", notices.notices, name="notices"),
    path("my/notices/read/", notices.read_all, name="read-all"),
    path("my/notices/settings/", notices.settings, name="settings"),
    path("my/notices/<int:pk>/", notices.follow, name="notice"),
    path("my/notices/<int:pk>/read/", notices.read, name="read"),
    path("my/later/", desk.later, name="later"),
    path("unsubscribe/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
    path("my/week/", week.week, name="week"),
    path("my/done/", desk.done, name="done"),
]
