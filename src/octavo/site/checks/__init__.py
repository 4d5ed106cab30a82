"""What `octavo check` looks at: the folder (without Django), then what is inside."""
