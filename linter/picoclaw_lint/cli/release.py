"""The releases of PicoClaw, as the values of an option."""

from enum import Enum

from picoclaw_schema import RELEASES

Release = Enum("Release", {name: name for name in RELEASES}, type=str)  # type: ignore[misc]
