"""The pictures of the guide for editors, taken from the demo: `python -m docs.screenshots`."""
