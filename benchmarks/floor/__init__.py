"""The floor of the readers' pages: a plain Django project on the same database, with which ours are compared.

What `startproject` makes, and a view for each kind of page: the queries that it cannot do without, in plain ORM, and
a template of plain loops that prints as many bytes. Beside it, for each kind, a view that answers a constant as long.
"""
