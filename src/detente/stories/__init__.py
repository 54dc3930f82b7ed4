"""Across articles: copies folded, stories found, what is related, how accounts differ."""
