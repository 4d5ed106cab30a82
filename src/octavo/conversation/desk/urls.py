from django.urls import path

from octavo.conversation.desk import queue, rules, threads

app_name = "conversation_desk"
urlpatterns = [
    path("conversation/", queue.queue, name="queue"),
    path("conversation/act/", queue.act, name="act"),
    path("conversation/undo/", queue.undo_rulings, name="undo"),
    path("conversation/appeals/<int:pk>/", queue.appeal, name="appeal"),
    path("conversation/of/<int:column_pk>/", threads.thread, name="thread"),
    path("conversation/of/<int:column_pk>/pin/", threads.pin_or_unpin, name="pin"),
    path("conversation/rules/", rules.rules, name="rules"),
    path("conversation/log/", rules.log, name="log"),
]
