"""A site of somebody else: forks of this project with settings, colours, texts and words of their own."""
