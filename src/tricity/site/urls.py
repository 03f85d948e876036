from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from tricity.accounts.credentials.urls import for_providers
from tricity.api.urls import for_programs
from tricity.site import views
from tricity.site.first_run import pages as first_run
from tricity.site.health import pages as health_pages
from tricity.site.sample.pages import samples

handler400 = "tricity.web.errors.bad_request"
handler403 = "tricity.web.errors.forbidden"
handler404 = "tricity.web.errors.not_found"
handler500 = "tricity.web.errors.server_error"

urlpatterns = [
    path("", views.choose_language, name="choose-language"),
    path("health/live/", views.live, name="live"),
    path("health/ready/", views.ready, name="ready"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    *for_programs,
    *for_providers,
    *i18n_patterns(
        path("", views.home, name="home"),
        path("about/", views.about, name="about"),
        path("setup/", first_run.setup, name="setup"),
        path("samples/", samples, name="samples"),
        path("health/", health_pages.health, name="health"),
        path("health/work/<int:pk>/retry/", health_pages.retry, name="health-retry"),
        path("health/work/<int:pk>/dismiss/", health_pages.dismiss, name="health-dismiss"),
        path("", include("tricity.accounts.urls")),
        path("", include("tricity.accounts.credentials.urls")),
        path("", include("tricity.privacy.urls")),
        path("", include("tricity.notices.urls")),
        path("", include("tricity.search.urls")),
        path("", include("tricity.terms.urls")),
        path("", include("tricity.renderings.urls")),
        path("", include("tricity.members.urls")),
        path("", include("tricity.discussion.urls")),
        path("", include("tricity.directory.urls")),
        path("", include("tricity.indicators.urls")),
        path("", include("tricity.knowledge.urls")),
        path("", include("tricity.documents.urls")),
        path("", include("tricity.harvest.urls")),
        path("", include("tricity.cooperation.urls")),
        path("", include("tricity.calendars.urls")),
        path("", include("tricity.events.urls")),
        path("", include("tricity.participation.urls")),
        path("", include("tricity.meetings.urls")),
        path("", include("tricity.replay.urls")),
        path("", include("tricity.elsewhere.urls")),
        path("", include("tricity.briefings.urls")),
        path("", include("tricity.bundles.urls")),
        path("", include("tricity.outcomes.urls")),
        path("", include("tricity.rooms.urls")),
        path("", include("tricity.invitations.urls")),
        path("", include("tricity.api.urls")),
    ),
]
