"""What was done: moves between actors, proposals, and divisions inside a side."""
