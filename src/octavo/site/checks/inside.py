"""Database, letters, accounts, and Django's own system checks."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from octavo.mail.queries import reason_to_keep, waiting_letters
from octavo.readers.queries import has_owner
from octavo.site.checks.findings import Finding, good, note, wrong
from octavo.site.config import Config
from octavo.site.running.life import is_alive

# Django's deployment checks that do not apply, and why.
NOT_OURS = {
    "security.W005": "sub-domains of the owner's domain are the owner's business",
    "security.W008": "the proxy that holds the certificate redirects",
    "security.W019": "the desk shows previews of our own pages in frames",
    "security.W021": "a preload list cannot be left again for months",
}
# What a site without HTTPS cannot have; said once, in words.
WITHOUT_HTTPS = {"security.W004", "security.W012", "security.W016"}


def findings_inside(config: Config) -> Iterator[Finding]:
    yield from _on_system(config)
    try:
        yield from _on_database()
        yield from _on_letters()
        yield from _on_people()
        yield from _on_work()
    except DatabaseError as error:
        yield wrong(f"the database does not answer: {error}")


def _on_system(config: Config) -> Iterator[Finding]:
    silent = NOT_OURS.keys() | (set() if config.is_https else WITHOUT_HTTPS)
    found = [message for message in checks.run_checks(include_deployment_checks=True) if message.id not in silent]
    for message in found:
        state = wrong if message.level >= checks.ERROR else note
        yield state(f"{message.id}: {message.msg}{f' {message.hint}' if message.hint else ''}")
    if not found:
        yield good("Django's and Wagtail's own checks find nothing")
    if config.debug:
        yield wrong("debug is on: errors show the site's inside to everybody. Take it out of octavo.toml.")
    if not config.is_https:
        yield note(f"{config.url} is not https: fine for trying, not for others. docs/owners/https.md shows how.")


def _on_database() -> Iterator[Finding]:
    connection.ensure_connection()
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield good(f"the database answers ({connection.vendor})")
    if pending:
        yield wrong(f"migrations wait: {len(pending)}, the first is {pending[0][0]}. Run: octavo upgrade")
    else:
        yield good("no migration waits")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            verdict = cursor.execute("PRAGMA quick_check").fetchone()[0]
        yield (
            good("the database is sound") if verdict == "ok" else wrong(f"the database is damaged: {verdict}. Restore a backup.")
        )


def _on_letters() -> Iterator[Finding]:
    waiting = waiting_letters().count()
    if reason := reason_to_keep():
        way_on = (
            "octavo mail release lets them go" if settings.EMAIL_HOST else "docs/owners/mail.md shows how to set a mail server"
        )
        yield note(f"letters are kept, not sent: {reason}. {waiting} wait; {way_on}.")
    else:
        yield good(f"letters go out by {settings.EMAIL_HOST}; {waiting} wait. Try it: octavo mail test ADDRESS")


def _on_people() -> Iterator[Finding]:
    yield good("there is an owner") if has_owner() else note("nobody owns this site yet: octavo invite prints a link")


def _on_work() -> Iterator[Finding]:
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - a model of another app, of use here alone

    resting = [part for part in ("worker", "scheduler") if not is_alive(part)]
    yield (
        note(f"no {' and no '.join(resting)} is at work: octavo serve starts them")
        if resting
        else good("worker and scheduler are at work")
    )
    failed = DBTaskResult.objects.failed().filter(finished_at__gt=timezone.now() - timedelta(days=1)).count()
    if failed:
        yield note(f"{failed} background tasks failed since yesterday; the desk and the log say which")
