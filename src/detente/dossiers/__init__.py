"""Which talks are followed: the dossiers shipped here and those of the user, checked."""
