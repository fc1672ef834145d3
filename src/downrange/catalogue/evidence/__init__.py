"""Evidence: what ties a new object to a launch: the orbit wound back, the site's habits, the table of reasons."""
