from django.urls import path

from tricity.discussion.views import messages, moderation, threads

app_name = "discussion"
urlpatterns = [
    path("discussions/<str:kind>/<str:code>/", threads.thread, name="thread"),
    path("discussions/<str:kind>/<str:code>/follow/", threads.follow, name="follow"),
    path("posts/<str:code>/", threads.post, name="post"),
    path("posts/<str:code>/edit/", threads.edit, name="edit"),
    path("posts/<str:code>/delete/", threads.delete, name="delete"),
    path("posts/<str:code>/report/", threads.report, name="report"),
    path("posts/<str:code>/history/", threads.history, name="history"),
    path("moderation/", moderation.queue, name="queue"),
    path("moderation/posts/<str:code>/", moderation.judge_post, name="judge-post"),
    path("moderation/messages/<str:code>/", moderation.judge_message, name="judge-message"),
    path("blocked/", moderation.blocks, name="blocks"),
    path("blocked/<str:code>/", moderation.block, name="block"),
    path("messages/", messages.inbox, name="inbox"),
    path("messages/reachable/", messages.be_open, name="be-open"),
    path("messages/new/<str:kind>/<str:code>/", messages.begin, name="begin"),
    path("messages/reports/<str:code>/", messages.report, name="report-message"),
    path("messages/<str:code>/", messages.conversation, name="conversation"),
]
