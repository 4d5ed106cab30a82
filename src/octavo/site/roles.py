"""The roles made at install, and what each may do in the desk.

An owner narrows a role to a section by copying it in the desk and choosing
other pages; nothing here is put back over such a change. What a later version
adds to a role is given once to the roles there are, and written down, so that
an owner who takes it away again does not get it back with the next version.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from octavo.columns.models import SecondReading
from octavo.site.models import RoleGrant

# Wagtail checks its own two models, whatever models stand in for them.
MEDIA = ("wagtailimages.image", "wagtaildocs.document")
FURNITURE = ("octavo_columns.menu", "wagtailredirects.redirect", "octavo_people.person")
# After a colon the verbs, where not all of them are meant.
BOOK_TEXTS = "octavo_books.book:add+change+publish+lock+unlock+view"
CATALOGUE = (
    *("octavo_books.book", "octavo_books.edition", "octavo_books.price", "octavo_books.merge"),
    *("octavo_books.publisher", "octavo_books.subject", "octavo_books.series", "octavo_importers.feedrun"),
    # A translator who is not in the list of people yet is added with the book.
    "octavo_people.person:add+change+view",
)
CONVERSATION = ("octavo_conversation.comment:change+view", "octavo_conversation.review:change+view")
TRANSLATION = "simple_translation.simpletranslation"
EDITORS = (*FURNITURE, "octavo_columns.magazinesettings", TRANSLATION)
# What roles had been given when grants began to be written down.
GIVEN_UNWRITTEN = {"Editor": EDITORS}
ALL_OF_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page")
REVIEW = "Second pair of eyes"
WAGTAILS_OWN_REVIEW = "Moderators approval"


@dataclass(frozen=True)
class Role:
    """Page and media permissions hold for the whole magazine until an owner narrows them."""

    name: str
    pages: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    everything: bool = False


ROLES = (
    Role("Writer", pages=("add_page",), media=("add", "choose")),
    Role(
        "Editor",
        pages=ALL_OF_PAGES,
        media=("add", "change", "choose"),
        models=(*EDITORS, BOOK_TEXTS, *CONVERSATION, "octavo_conversation.conversationsettings"),
    ),
    Role("Moderator", models=CONVERSATION),
    Role("Bookseller", media=("add", "change", "choose"), models=(*CATALOGUE, TRANSLATION)),
    Role("Owner", everything=True),
)


def make_roles() -> None:
    """Make the roles that are missing and leave the others as their owner has them; Owner has whatever there is."""
    # Wagtail's own two would stand beside ours under other words.
    Group.objects.filter(name__in=("Moderators", "Editors"), user=None).delete()
    for role in ROLES:
        group, made = Group.objects.get_or_create(name=role.name)
        if made:
            _grant(group, role)
        _grant_what_is_new(group, role, is_new_role=made)
        if role.everything:
            # What a later version brings is the owner's from its first day.
            group.permissions.add(*Permission.objects.exclude(group=group))
    _make_review()


def _grant(group: Group, role: Role) -> None:
    group.permissions.add(_permission("wagtailadmin", "access_admin"))
    for name in ALL_OF_PAGES if role.everything else role.pages:
        # On the root, so that the homes of other languages are covered too.
        GroupPagePermission.objects.create(
            group=group, page=Page.get_first_root_node(), permission=_permission("wagtailcore", name)
        )
    media = ("add", "change", "choose", "delete") if role.everything else role.media
    for model in MEDIA:
        for verb in media:
            _grant_on_collection(group, model, verb)
    if role.everything:
        for verb in ("add", "change", "delete"):
            _grant_on_collection(group, "wagtailcore.collection", verb)


def _grant_what_is_new(group: Group, role: Role, *, is_new_role: bool) -> None:
    """Give a role what it was never given, once."""
    grants = RoleGrant.objects.filter(role=role.name)
    if is_new_role:
        # Its owner deleted one of this name, and now begins anew.
        grants.delete()
    elif not grants.exists():
        _write_down(role, GIVEN_UNWRITTEN.get(role.name, ()))
    wanted = set(role.models) - set(grants.values_list("what", flat=True))
    for what in wanted:
        group.permissions.add(*_all_of(what))
    _write_down(role, wanted)


def _write_down(role: Role, given: Iterable[str]) -> None:
    RoleGrant.objects.bulk_create([RoleGrant(role=role.name, what=what) for what in sorted(given)], ignore_conflicts=True)


def _grant_on_collection(group: Group, model: str, verb: str) -> None:
    app, name = model.split(".")
    GroupCollectionPermission.objects.create(
        group=group, collection=Collection.get_first_root_node(), permission=_permission(app, f"{verb}_{name}")
    )


def _all_of(what: str) -> list[Permission]:
    model, _colon, verbs = what.partition(":")
    app, name = model.split(".")
    permissions = Permission.objects.filter(content_type=ContentType.objects.get(app_label=app, model=name))
    return list(permissions.filter(codename__in=[f"{verb}_{name}" for verb in verbs.split("+")]) if verbs else permissions)


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _make_review() -> None:
    """The workflow every column of a writer passes: somebody else approves, which publishes it."""
    if Workflow.objects.filter(name=REVIEW).exists():
        return
    workflow = Workflow.objects.create(name=REVIEW)
    task = SecondReading.objects.create(name="An editor reads it")
    task.groups.add(Group.objects.get(name="Editor"), Group.objects.get(name="Owner"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    Workflow.objects.filter(name=WAGTAILS_OWN_REVIEW).update(active=False)
    Task.objects.filter(name=WAGTAILS_OWN_REVIEW).update(active=False)
    WorkflowPage.objects.update_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})
