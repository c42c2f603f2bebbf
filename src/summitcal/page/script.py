"""What Streamlit runs, from top to bottom, each time a visitor's page is drawn."""

from summitcal.page.view import show

show()
