"""Statements of reasons as the EU transparency database takes them (DSA Art. 24(5))."""
