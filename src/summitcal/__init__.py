"""summitcal: from news text about diplomatic meetings to a calendar that people subscribe to."""
