"""What the program does: operations applied, and questions answered, through the ports."""
