"""Turns a manuscript into a full-cast audiobook."""
