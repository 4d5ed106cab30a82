"""Comments on columns, reviews of books, and the one desk where both are moderated."""
