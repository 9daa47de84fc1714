"""How the catalogue of models is made: pinned packages are read as archives, and what they say is merged by rules.

    sources.lock -> fetch -> readers -> merge -> history and overrides -> text

``lock`` says which packages, ``fetch`` gets them, ``readers`` has one function for each, ``merge`` decides where they
differ, ``corrections`` lays over them what people know better and keeps what packages forget, ``text`` writes the file
and ``changes`` says what a refresh changes. Nothing of a package is installed, imported or run.
"""
