"""What is printed: templates for typst, and what fills them in.

``printing.pdf`` makes every PDF there is. A template is a ``.typ`` file in this folder; the
words and names on it reach it as data, never as part of its source.
"""
