"""Asking an admin: tickets, incidents, and what is told to whom."""
