"""Yicha 一查: supervision across departments as one."""
