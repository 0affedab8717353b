"""THE PATH OF A NOTICE: who may speak, what must be said, how long each side has, what is decided."""
