"""A hosted room: who sits at which table, kept in a log beside the records, and the pages that reach them."""
