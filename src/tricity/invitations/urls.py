from django.urls import path

from tricity.invitations import views

app_name = "invitations"
urlpatterns = [
    path("events/<str:code>/invitations/", views.invitations, name="invitations"),
    path("events/<str:code>/invitations/list/", views.from_list, name="list"),
    path("events/<str:code>/invitations/template.xlsx", views.template, name="template"),
    path("events/<str:code>/invitations/choose/", views.choose, name="choose"),
    path("events/<str:code>/invitations/send/", views.send, name="send"),
    path("events/<str:code>/invitations/<str:invitation>/", views.invitation, name="invitation"),
    path("events/<str:code>/speakers/", views.speakers, name="speakers"),
    path("events/<str:code>/speakers/<str:kind>/<int:pk>/", views.speaker_link, name="speaker-link"),
    path("events/<str:code>/speakers/<str:kind>/<int:pk>/slides/", views.slides, name="slides"),
    path("invited/<str:secret>/", views.answer, name="answer"),
    path("invited/<str:secret>/register/", views.register, name="register"),
    path("invited/<str:secret>/decline/", views.decline, name="decline"),
    path("speaking/<str:secret>/", views.speaker, name="speaker"),
]
