"""The command line: a thin skin over the library. Only here is anything printed, is the process ended, is click known."""
