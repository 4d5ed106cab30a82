class BackupError(Exception):
    """Why there is no backup, or why one is refused, in a sentence for the owner."""
