"""The pages of feeds: what came in by whichever door, a file brought by hand, what became of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from octavo.books.desk.frame import books_step, header, only_for
from octavo.importers.actions.uploads import keep_upload, let_in, throw_away
from octavo.importers.desk.forms import UploadForm
from octavo.importers.desk.report import counts_of, groups_of, table_of
from octavo.importers.desk.rules import may_bring_books, may_see_feeds
from octavo.importers.models import FeedRun
from octavo.importers.report import Report
from octavo.importers.tasks import bring_uploaded_file

ROWS_ON_A_PAGE = 30


@only_for(may_see_feeds)
def feeds(request: HttpRequest) -> HttpResponse:
    """GET lists what came in, the newest first; POST takes files, which are looked through before anything comes in."""
    may_bring = may_bring_books(request.user)
    form = UploadForm(request.POST or None, request.FILES or None) if may_bring else None
    if form is not None and request.method == "POST" and form.is_valid():
        return _taken(request, form)
    runs = Paginator(FeedRun.objects.select_related("asked_by"), ROWS_ON_A_PAGE).get_page(request.GET.get("p"))
    rows = [{"run": run, "counts": counts_of(run)} for run in runs]
    context = {**header(_("Feeds"), "download", books_step()), "runs": runs, "rows": rows, "form": form}
    return render(request, "octavo_importers/desk/feeds.html", context)


@require_safe
@only_for(may_see_feeds)
def feed(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a run is and what became of it; `?part=state` is that part of the page alone."""
    run = get_object_or_404(FeedRun.objects.select_related("asked_by"), pk=pk)
    context = {
        "run": run,
        "is_under_way": run.state in {FeedRun.State.WAITING, FeedRun.State.RUNNING},
        "is_look": run.options.get("dry_run", False),
        "may_bring": may_bring_books(request.user),
        "counts": counts_of(run),
        "table": table_of(run),
        "left_out": groups_of(run, "left_out"),
        "notes": groups_of(run, "notes"),
    }
    if request.GET.get("part") == "state":
        return render(request, "octavo_importers/desk/_feed_state.html", context)
    return render(
        request, "octavo_importers/desk/feed.html", {**header(run.file_name, "download", books_step(), feeds_step()), **context}
    )


@require_safe
@only_for(may_see_feeds)
def whole_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Return everything that was said of a run, as the text that lies beside its file."""
    run = get_object_or_404(FeedRun.objects.exclude(report={}), pk=pk)
    response = HttpResponse(Report.from_json(run.report).as_text() + "\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="feed-{run.pk}.txt"'
    return response


@require_POST
@only_for(may_bring_books)
def bring_in(request: HttpRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(FeedRun, pk=pk)
    with transaction.atomic():
        if let_in(run):
            bring_uploaded_file.enqueue(run.pk)
    return redirect("feeds_desk:feed", pk)


@require_POST
@only_for(may_bring_books)
def throw(request: HttpRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(FeedRun, pk=pk)
    if throw_away(run):
        messages.success(request, _("“%(name)s” was thrown away. Nothing of it came in.") % {"name": run.file_name})
    return redirect("feeds_desk:feeds")


def _taken(request: HttpRequest, form: UploadForm) -> HttpResponse:
    runs = []
    for file in form.cleaned_data["uploads"]:
        with transaction.atomic():
            run = keep_upload(file, request.user)
            if run.state == FeedRun.State.WAITING:
                bring_uploaded_file.enqueue(run.pk)
            runs.append(run)
    if len(runs) == 1:
        is_sheet = runs[0].state == FeedRun.State.ASKING
        return redirect("feeds_desk:columns" if is_sheet else "feeds_desk:feed", runs[0].pk)
    told = ngettext("%(number)d file is looked through.", "%(number)d files are looked through.", len(runs))
    messages.success(request, told % {"number": len(runs)})
    return redirect("feeds_desk:feeds")


def feeds_step() -> dict[str, str]:
    return {"url": reverse("feeds_desk:feeds"), "label": _("Feeds")}
