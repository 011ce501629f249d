"""Finished sound as files: encoded, tagged, with chapter marks."""

FORMS = {"mp3": "narrate.publish.mp3"}
"""An output form: one file, one line here."""
