"""Assay: the anti-counterfeiting office of a marketplace."""

__version__ = "0.1.0"
