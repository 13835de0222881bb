"""The stages that turn a plan into tables: read, normalise, segment, extract, link, store."""
