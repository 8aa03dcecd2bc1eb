"""Settings of the property tests."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # how fast a machine is says nothing about the code
settings.load_profile("untimed")
