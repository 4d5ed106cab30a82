"""The roles made at install, and what each may do in the desk.

An owner narrows a role to a section by copying it in the desk and choosing
other pages; nothing here is put back over such a change.
"""

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

# Wagtail checks its own two models, whatever models stand in for them.
MEDIA = ("wagtailimages.image", "wagtaildocs.document")
FURNITURE = ("octavo_columns.menu", "wagtailredirects.redirect", "octavo_people.person")
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
        models=(*FURNITURE, "octavo_columns.magazinesettings", "simple_translation.simpletranslation"),
    ),
    Role("Moderator"),
    Role("Bookseller", media=("add", "change", "choose")),
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
    for model in role.models:
        group.permissions.add(*_all_of(model))


def _grant_on_collection(group: Group, model: str, verb: str) -> None:
    app, name = model.split(".")
    GroupCollectionPermission.objects.create(
        group=group, collection=Collection.get_first_root_node(), permission=_permission(app, f"{verb}_{name}")
    )


def _all_of(model: str) -> list[Permission]:
    app, name = model.split(".")
    return list(Permission.objects.filter(content_type=ContentType.objects.get(app_label=app, model=name)))


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
