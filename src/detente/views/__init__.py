"""What a reader sees: the record as JSON, on a terminal, as a brief, as exports."""
