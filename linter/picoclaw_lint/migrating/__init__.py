"""A config of version 0 to 2 brought to version 3: as PicoClaw would do it, and better where PicoClaw refuses it."""

from picoclaw_lint.migrating.migrator import Migrated, Migrator, refusals
from picoclaw_lint.migrating.steps import Unmigratable

__all__ = ["Migrated", "Migrator", "Unmigratable", "refusals"]
