"""What does a paper say? Pure: from words with boxes, or from the tree of an e-invoice, to a Reading."""
