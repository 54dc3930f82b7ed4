"""One module a step; `database.REVISIONS` lists them in order."""
