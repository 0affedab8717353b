"""What is kept: the one Django app. Columns and constraints, no decisions; reached only from `actions` and `records.queries`."""
