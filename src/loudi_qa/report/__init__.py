"""Each output is a function of one Assessment: tables for people, JSON and CSV for programs."""
