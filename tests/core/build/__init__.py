"""What the site is made with, without a built site."""
