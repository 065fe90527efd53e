"""Decisions put into the counterparty's words: mail text, difference workbook. Pure: data in, OutgoingMail out."""
