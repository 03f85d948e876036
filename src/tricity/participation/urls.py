from django.urls import path

from tricity.participation import views

app_name = "participation"
urlpatterns = [
    path("events/<str:code>/register/", views.register, name="register"),
    path("events/<str:code>/register/cancel/", views.cancel_own, name="cancel"),
    path("events/<str:code>/register/certificate.<str:suffix>", views.certificate, name="certificate"),
    path("events/<str:code>/survey/", views.survey, name="survey"),
    path("events/<str:code>/survey/results/", views.survey_results, name="survey-results"),
    path("events/<str:code>/registrations/", views.registrations, name="registrations"),
    path("events/<str:code>/registrations/settings/", views.settings, name="settings"),
    path("events/<str:code>/registrations/questions/<str:part>/", views.questions, name="questions"),
    path("events/<str:code>/registrations/door/", views.door, name="door"),
    path("events/<str:code>/registrations/list.xlsx", views.export, name="export"),
    path("events/<str:code>/registrations/<str:registration>/", views.registration, name="registration"),
    path("registrations/", views.find, name="find"),
    path("registrations/<str:secret>/", views.own, name="own"),
    path("registrations/<str:secret>/cancel/", views.own_cancel, name="own-cancel"),
    path(
        "registrations/<str:secret>/certificate.<str:suffix>", views.own_certificate, name="own-certificate"
    ),
    path("registrations/<str:secret>/survey/", views.own_survey, name="own-survey"),
]
