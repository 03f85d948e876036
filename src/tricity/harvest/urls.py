from django.urls import path

from tricity.harvest import views

app_name = "harvest"
urlpatterns = [
    path("harvest/", views.sources, name="sources"),
    path("harvest/new/", views.source_new, name="source-new"),
    path("harvest/sources/<slug:code>/", views.source, name="source"),
    path("harvest/sources/<slug:code>/edit/", views.source_edit, name="source-edit"),
    path("harvest/sources/<slug:code>/try/", views.source_try, name="source-try"),
    path("harvest/sources/<slug:code>/run/", views.source_run, name="source-run"),
    path("harvest/runs/<slug:code>/", views.run, name="run"),
    path("harvest/entries/<int:pk>/", views.entry, name="entry"),
    path("duplicates/", views.duplicates, name="duplicates"),
    path("duplicates/find/", views.duplicates_find, name="duplicates-find"),
    path("duplicates/<int:pk>/", views.pair, name="pair"),
    path("duplicates/joined/<int:pk>/undo/", views.joining_undo, name="joining-undo"),
]
