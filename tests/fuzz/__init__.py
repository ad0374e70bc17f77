"""Hostile input, counted: what strangers send, what authors write, and what keeps an expression busy."""
