"""Records: what is kept between two commands, and nothing of it half written."""
