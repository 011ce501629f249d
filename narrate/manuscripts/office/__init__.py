"""What word processors write: styles, numbered headings, the typed page."""
