"""What surely holds at a place of a journey, and where the data in it came from."""
