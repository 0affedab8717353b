"""The statistics behind the figures: no share is shown without what it was counted from and how sure it is."""
