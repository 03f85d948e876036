from django.urls import path

from tricity.search import saved_views, views

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("my/searches/", saved_views.saved, name="saved"),
    path("my/searches/save/", saved_views.save, name="save"),
    path("my/searches/<int:pk>/seen/", saved_views.seen, name="saved-seen"),
    path("my/searches/<int:pk>/delete/", saved_views.delete, name="saved-delete"),
]
