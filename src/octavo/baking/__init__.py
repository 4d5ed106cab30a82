"""Public pages as files: baked when somebody asks for them first, unbaked when anything they show has changed."""
