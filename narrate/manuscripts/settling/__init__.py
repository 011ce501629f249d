"""What blocks are by their words, in every format: notes, contents, letters, chats, what surrounds a book."""
