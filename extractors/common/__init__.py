"""What the extractors share: the segmented document, dates, names of bodies and places, lexicons."""
