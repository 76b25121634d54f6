"""The built site as files: links, titles, names by content, nothing from elsewhere."""
