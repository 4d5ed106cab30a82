"""The widths at which an editor looks at what readers will see."""

from django.utils.translation import gettext_lazy as _

PREVIEW_SIZES = [
    {"name": "telephone", "icon": "mobile-alt", "device_width": 390, "label": _("Preview on a telephone")},
    {"name": "tablet", "icon": "tablet-alt", "device_width": 768, "label": _("Preview on a tablet")},
    {"name": "desktop", "icon": "desktop", "device_width": 1440, "label": _("Preview on a large screen")},
]
