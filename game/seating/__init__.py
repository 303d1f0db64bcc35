"""Who sits where: a table in play with its people and partners, whatever front they sit at."""
