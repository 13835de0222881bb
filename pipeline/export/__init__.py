"""The tables of a run in the forms that other programs take: workbook, calendar, CSV, annotations, spaCy's DocBin."""
