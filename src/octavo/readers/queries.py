from octavo.readers.models import Reader


def has_owner() -> bool:
    """Tell whether somebody can already do everything in the desk."""
    return Reader.objects.filter(is_superuser=True, is_active=True).exists()
