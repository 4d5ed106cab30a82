from django.db import models


class PersonQuerySet(models.QuerySet):
    def in_language(self, language_code: str) -> "PersonQuerySet":
        return self.filter(locale__language_code=language_code)

    def by_name(self) -> "PersonQuerySet":
        return self.order_by("sort_name", "name")
