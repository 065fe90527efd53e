"""Signing in without a password: tokens of Microsoft and Google for IMAP, SMTP and Graph (OAuth 2.0, XOAUTH2)."""
