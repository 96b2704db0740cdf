"""What must hold before, on and after a visit (domain §3, R-PROC, R-SUB-3, R-ITEM-2)."""
