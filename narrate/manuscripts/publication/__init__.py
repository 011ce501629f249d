"""What an EPUB is made of: the archive, the package, navigation, what its documents are for."""
