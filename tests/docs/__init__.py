"""Is what we write about the project true? README, CONTRIBUTING, the handbook, and the files for GitHub and Netlify."""
