"""Pictures of the law as SVG text, in French or in English: drawn from the tables, nothing else.

No style attribute and no script: a page with a strict content security policy can hold them.
"""
