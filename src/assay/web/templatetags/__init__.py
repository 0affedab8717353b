"""The words and small shapes that templates share: `{% load assay %}`."""
