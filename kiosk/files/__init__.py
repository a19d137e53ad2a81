"""What comes in and goes out: imports, exports, badges."""
