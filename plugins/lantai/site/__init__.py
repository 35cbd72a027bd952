"""Who the archive is, in which languages it speaks, and every address of its site."""
