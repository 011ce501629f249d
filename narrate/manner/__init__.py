"""How every line is said, by the author's own words and marks; and what that does to a voice."""

from narrate.manner.reading import with_manners
from narrate.manner.table import MANNERS, PLAIN, PLAINLY, manner_of, unknown

__all__ = ["MANNERS", "PLAIN", "PLAINLY", "manner_of", "unknown", "with_manners"]
