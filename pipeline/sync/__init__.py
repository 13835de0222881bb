"""The nightly batch: tables kept up with a folder, without loss and without doing anything twice."""
