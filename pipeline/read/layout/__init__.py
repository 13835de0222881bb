"""Puts the words of pages into reading order and tells what they are: lines, tables, footnotes, page furniture."""
