"""Finders of what a Vietnamese plan document says: one room for each thing extracted."""
