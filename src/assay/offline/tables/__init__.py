"""Which tables does an offline command read? Feed, register, rights and stores, each in the formats of the field, each with its limits.

A table that cannot be used at all is one clear refusal; a row that cannot is named, set aside, and the others go through.
"""
