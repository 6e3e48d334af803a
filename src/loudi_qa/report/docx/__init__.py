"""What goes out in Word: the notice, the letters, the yearly analysis."""
