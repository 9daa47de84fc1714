"""What goes wrong while the catalogue is made."""


class CatalogueError(Exception):
    """Something the person who runs the tool can act on; its text is all that is shown."""
