"""Units: who does a plan's work, in headings, table cells and running text."""

from extractors.units.finder import find_units, first_unit
from extractors.units.lists import read_unit_list, read_whole_list
from extractors.units.records import UnitMention
from extractors.units.resolution import resolve_unit

__all__ = ["UnitMention", "find_units", "first_unit", "read_unit_list", "read_whole_list", "resolve_unit"]
