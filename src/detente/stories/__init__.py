"""Across articles: which are copies of one text, and which report one event."""
