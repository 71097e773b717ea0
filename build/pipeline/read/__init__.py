"""What people write, as cells with their place: CSV, workbooks and foreign lists."""
