"""How fast the desk answers, whatever the size of the archive.

`python -m benchmarks desk --articles 20000 --database sqlite` makes a scratch database, fills it with an
archive of that size, asks for each page of the desk with Django's test client, and prints queries,
kilobytes and milliseconds. docs/developers/benchmarks.md tells how to run it and what was seen.
"""
