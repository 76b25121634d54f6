"""The core by itself, in the rooms of ``calculators/``; what several rooms keep together stands here."""
