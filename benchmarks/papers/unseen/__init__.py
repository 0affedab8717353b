"""Papers that were written by hand, as accounting programs and offices print them, before it was known how they would be read."""
