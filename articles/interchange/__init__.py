"""Stories in and out: story files, the demo's fixture, pictures that come with them."""
