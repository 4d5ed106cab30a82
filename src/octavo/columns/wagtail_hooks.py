"""What columns add to the desk."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from octavo.columns.rich_text import PlainPageLinkHandler


@hooks.register("register_rich_text_features", order=100)
def register_plain_page_links(features: FeatureRegistry) -> None:
    features.register_link_type(PlainPageLinkHandler)
