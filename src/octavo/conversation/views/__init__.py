"""The pages of conversation that are made for whoever asks: forms, parts of threads, acts."""
