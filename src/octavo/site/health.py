"""`/healthz`: whether web, worker, scheduler and database live."""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from octavo.site.running.life import is_alive


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when every part lives, else 503; the body says which."""
    state = {"web": True, "database": True, "worker": False, "scheduler": False}
    try:
        state |= {part: is_alive(part) for part in ("worker", "scheduler")}
    except DatabaseError:
        state["database"] = False
    answer = JsonResponse(state, status=200 if all(state.values()) else 503)
    # Whoever asks every few seconds knows; the log need not.
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer
