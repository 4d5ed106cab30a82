"""The step of a workflow in which somebody else reads."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask


class SecondReading(AbstractGroupApprovalTask):
    """Wagtail's approval by a group, except that nobody approves what they submitted themselves."""

    class Meta:
        verbose_name = _("second reading")
        verbose_name_plural = _("second readings")

    def get_actions(self, obj: Any, user: AbstractBaseUser) -> list[tuple[str, str, bool]]:
        state = obj.current_workflow_state
        if state and state.requested_by_id == user.pk:
            return []
        return super().get_actions(obj, user)

    def get_task_states_user_can_moderate(self, user: AbstractBaseUser, **kwargs: Any) -> Any:
        return super().get_task_states_user_can_moderate(user, **kwargs).exclude(workflow_state__requested_by=user)

    @classmethod
    def get_description(cls) -> str:
        return gettext("Members of the chosen roles approve it, but nobody what they submitted themselves")
