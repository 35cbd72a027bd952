"""Records and their fields, reference codes, dates and addresses: pure, without input or output."""
