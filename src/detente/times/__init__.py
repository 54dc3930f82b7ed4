"""When: time expressions of a text, their values, and deadlines."""
