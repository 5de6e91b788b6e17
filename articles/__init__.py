"""The newsroom's one application. docs/developers/house.md is its map, from `text` at the bottom to the doors."""
