"""The one desk of moderators at /desk/conversation/."""
