"""How well are papers read? Visible pages against embedded data, generated layouts in nine languages, rules, speed."""
