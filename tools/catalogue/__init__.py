"""How the catalogue of models is made: pinned packages are read as archives, and what they say is merged by rules.

    sources.lock -> fetch -> readers -> merge -> corrections -> succession -> text

``lock`` says which packages, ``fetch`` gets them, ``readers`` has one function for each, ``merge`` decides where they
differ, ``corrections`` adds what packages forget and lays over them what people know better, ``succession`` finds the
models that take the place of others, ``text`` writes the file and ``changes`` says what a refresh changes. Nothing of a
package is installed, imported or run.
"""
