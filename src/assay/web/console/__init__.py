"""The pages, one module a party: what each sees, and which action its buttons call."""
