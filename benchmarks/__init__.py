"""How good and how fast the program is: the scores of annotated plans, and measurements of speed and memory."""
