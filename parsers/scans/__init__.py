"""A picture of a page becomes words with boxes: brought upright, cleaned, and read letter by letter.

Needs the optional extra `ocr` for the reading itself; what stands around it works with what every installation has.
"""
