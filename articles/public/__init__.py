"""Door 2: the readers. Views fetch from `reading`, choose a template, and end."""
