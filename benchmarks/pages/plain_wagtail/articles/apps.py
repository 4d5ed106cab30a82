from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "benchmarks.pages.plain_wagtail.articles"
    label = "articles"
