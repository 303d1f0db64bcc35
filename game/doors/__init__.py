"""Every way in and out: how files are read and written, what text may hold, how wide it is, how numbers are read."""
