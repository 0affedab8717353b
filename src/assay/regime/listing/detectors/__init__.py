"""What else is seen on a listing: words, price, stock, numbers, the age of the store. Detectors never import one another."""
