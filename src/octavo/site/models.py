"""Who is alive, who may do what only one may do at a time, and what roles were given."""

from django.db import models


class Heartbeat(models.Model):
    """The last sign of life of a process that does a part of the work."""

    part = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    beat_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "name"], name="one_heartbeat_for_a_process")]

    def __str__(self) -> str:
        return f"{self.part} {self.name} at {self.beat_at:%H:%M:%S}"


class Lease(models.Model):
    """The right to do a thing alone, until it runs out."""

    name = models.CharField(max_length=40, unique=True)
    holder = models.CharField(max_length=120)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}: {self.holder} until {self.until:%H:%M:%S}"


class RoleGrant(models.Model):
    """Something a role was given once, by this or an earlier version."""

    role = models.CharField(max_length=150)
    what = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "what"], name="role_given_a_thing_once")]

    def __str__(self) -> str:
        return f"{self.role}: {self.what}"


class SharedCacheRow(models.Model):
    """A row of the cache that all processes share: the columns of Django's database cache, which reads and writes them."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "octavo_shared_cache"

    def __str__(self) -> str:
        return self.cache_key
