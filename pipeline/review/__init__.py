"""What people correct in the tables: read from a CSV file, kept beside the tables, laid over every later run."""
