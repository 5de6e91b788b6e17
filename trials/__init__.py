"""Proofs on a real server that no acknowledged save is lost.

`python -m trials racing` lets twenty editors save at once; `python -m trials killing` kills the server
a hundred times while they save and publish. Each makes a scratch database, starts the server that
`script/server` starts, acts through the admin's own forms over HTTP, and then reads the database to
judge what the server had promised. docs/developers/trials.md tells how to run them.
"""
