"""What every store must do, whatever it keeps logs in: one suite, run for each. A new one is an entry in `conftest`."""
