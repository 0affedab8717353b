"""What the pages and the API read, one module a party. Reads only; what changes goes through actions."""
