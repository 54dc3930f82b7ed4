"""Across articles: which are copies of one text, and which report one event."""

# How articles are signed; it grows with each change of `signatures`, so that all are signed anew.
SIGNED = 1
# What is kept of an article for its story; it grows with each change of `gist`, likewise.
KEPT = 1
