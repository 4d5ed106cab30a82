"""What is read of conversation."""
