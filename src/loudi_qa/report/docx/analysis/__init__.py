"""The yearly analysis: by group, against province, last year and the targets of the city, with charts."""
