"""What plain text needs before it is blocks: lines, headers, signs of emphasis."""
