"""`careloom bench`: what this machine reaches, as numbers and ratios. One file per measured thing."""
