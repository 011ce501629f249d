"""Pages of markup: trees, style sheets, headings, what a page holds beside a story."""
