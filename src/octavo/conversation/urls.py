"""Addresses of conversation."""

from django.urls import path

from octavo.base.bakeable import is_baked
from octavo.conversation.feeds import CommentsFeed, CommentsOfColumnFeed
from octavo.conversation.views import own, reading, reporting, reviewing, reviews, signed, writing

app_name = "conversation"

urlpatterns = [
    path("comments/token/", writing.token, name="token"),
    path("comments/feed/", is_baked()(CommentsFeed()), name="feed"),
    path("comments/of/<int:column_pk>/", reading.comments, name="comments"),
    path("comments/of/<int:column_pk>/feed/", is_baked()(CommentsOfColumnFeed()), name="column_feed"),
    path("comments/of/<int:column_pk>/write/", writing.write, name="write"),
    path("comments/<int:pk>/", reading.permalink, name="permalink"),
    path("comments/<int:pk>/answers/", reading.answers, name="answers"),
    path("comments/<int:pk>/answer/", writing.answer, name="answer"),
    path("comments/<int:pk>/edit/", writing.edit, name="edit"),
    path("comments/<int:pk>/delete/", writing.delete, name="delete"),
    path("comments/<int:pk>/held/", writing.held, name="held"),
    path("comments/<int:pk>/acts/", writing.acts, name="acts"),
    path("comments/<int:pk>/like/", writing.like, name="like"),
    path("reviews/of/<int:book_pk>/", reviews.reviews, name="reviews"),
    path("reviews/of/<int:book_pk>/write/", reviewing.write, name="write_review"),
    path("reviews/<int:pk>/", reviews.review, name="review"),
    path("reviews/<int:pk>/delete/", reviewing.delete, name="delete_review"),
    path("reviews/<int:pk>/helpful/", reviewing.helpful, name="helpful"),
    path("account/reviews/", own.my_reviews, name="my_reviews"),
    path("account/comments/", own.mine, name="mine"),
    path("report/comment/<int:pk>/", reporting.report_comment, name="report_comment"),
    path("report/review/<int:pk>/", reporting.report_review, name="report_review"),
    path("appeal/<str:token>/", reporting.appeal_against, name="appeal"),
    path("moderate/<str:token>/", signed.signed_act, name="signed_act"),
]
