"""Who gets what at every address: the table, what it is about, and the way to the addresses."""
