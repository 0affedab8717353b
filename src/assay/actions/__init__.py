"""What can happen: one action, one transaction; lock, decide, save, queue. Called by name, never by signal."""
