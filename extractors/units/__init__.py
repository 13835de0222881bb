"""Units: who does a plan's work, in headings, table cells and running text."""

from extractors.units.finder import find_units
from extractors.units.lists import is_unit_list, read_unit_list
from extractors.units.records import UnitMention
from extractors.units.resolution import resolve_unit

__all__ = ["UnitMention", "find_units", "is_unit_list", "read_unit_list", "resolve_unit"]
