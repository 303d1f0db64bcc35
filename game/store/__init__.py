"""How a table is kept: the log and its blocks, the lock, the head, the record and its replay."""
