"""What the shell asks beyond operations, with the functions of the page: what goes wrong there is seen here."""
