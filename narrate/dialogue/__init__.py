"""Who says what: segment, characters, attribution."""
