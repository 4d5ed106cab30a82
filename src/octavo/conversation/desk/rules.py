"""The house rules, where the desk changes them, and the log of every ruling."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from octavo.conversation.desk.forms import HouseRuleForm
from octavo.conversation.desk.frame import header, only_for_moderators
from octavo.conversation.queries.house_rules import house_rules
from octavo.conversation.queries.rulings import log_of_rulings
from octavo.conversation.spam.rules import HOLD_AT, SPAM_AT, Kind

AT_ONCE = 50
# What each rule says, and what stands behind its number.
TITLES = {
    Kind.FIRST: (gettext_lazy("The first words of a reader"), ""),
    Kind.LINKS: (gettext_lazy("More links than"), gettext_lazy("links")),
    Kind.WORDS: (gettext_lazy("One of these words, one a line; * for any letters"), ""),
    Kind.SCORE: (gettext_lazy("A spam score of at least"), gettext_lazy("from 0 to 1")),
    Kind.REPEATED: (gettext_lazy("The same text was there before, at least"), gettext_lazy("times in 30 days")),
    Kind.YOUNG: (gettext_lazy("An account younger than"), gettext_lazy("days")),
    Kind.SLOW: (gettext_lazy("Sooner after the author's last words than"), gettext_lazy("minutes")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@only_for_moderators
def rules(request: HttpRequest) -> HttpResponse:
    """Show every rule with its weight; save those that were changed."""
    forms = [HouseRuleForm(request.POST or None, instance=row, prefix=row.kind) for row in house_rules()]
    wrong = [form for form in forms if not form.is_valid()]
    if request.method == "POST" and not wrong:
        for form in forms:
            if form.has_changed():
                form.save()
        messages.success(request, _("The rules hold from now on."))
        return HttpResponseRedirect(reverse("conversation_desk:rules"))
    rows = [(form, *TITLES[Kind(form.instance.kind)]) for form in forms]
    context = {**header(_("House rules")), "rows": rows, "hold_at": HOLD_AT, "spam_at": SPAM_AT}
    return render(request, "octavo_conversation/desk/rules.html", context)


@require_safe
@only_for_moderators
def log(request: HttpRequest) -> HttpResponse:
    """Every decision, the newest first."""
    page = Paginator(log_of_rulings(), AT_ONCE).get_page(request.GET.get("p"))
    return render(request, "octavo_conversation/desk/log.html", {**header(_("Every decision")), "page": page})
