"""The Newsroom project: settings, addresses and the WSGI entry point."""
