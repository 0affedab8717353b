"""How does the office run? Embedded PostgreSQL, web server, worker, backup and restore."""
