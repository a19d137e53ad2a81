"""What is taken home, as tables and on paper."""
