"""What answers under addresses that are not a page's."""
