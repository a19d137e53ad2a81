"""What reps bring in: read, looked at, matched with what is known, and taken back."""
