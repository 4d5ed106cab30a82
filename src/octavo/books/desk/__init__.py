"""What booksellers see at /desk/: the catalogue, its editions and prices, merges, subjects, series and publishers."""
