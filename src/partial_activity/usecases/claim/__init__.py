"""A claim from its opening to its submission, by grid, file or API, and its replay years later."""
