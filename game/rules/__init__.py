"""The rules: one pure engine on arrays with a leading axis of seasons. No clock, no dice, no files."""
