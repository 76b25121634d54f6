"""Customer lists and auditfiles: read as they were meant, or asked, told or refused."""
