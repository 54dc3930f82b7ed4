"""Who wants what: the positions of actors on a dossier's issues, read with a pair model."""
