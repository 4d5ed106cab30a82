"""What editors see at /desk/ beyond what Wagtail brings: views, panels, menu. Its words are the magazine's."""
