"""What the owner sees at /desk/letters/: what went, what waits, what failed and why."""
