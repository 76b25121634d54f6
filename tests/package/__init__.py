"""What people get who install the core with pip."""
