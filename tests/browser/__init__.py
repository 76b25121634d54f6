"""The built site in real browsers, as a visitor meets it."""
