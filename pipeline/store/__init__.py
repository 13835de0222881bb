"""The last stage: rows become Parquet files, one a table."""
