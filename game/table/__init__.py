"""One table's life: phases, agreements, what a seat may see, the record and its replay."""
