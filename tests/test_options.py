import datetime as dt
import re
from pathlib import Path

import pytest

from summitcal import store
from summitcal.options import Client, Options, read_options
from summitcal.problems import SummitcalError

SEED = store.load(Path(__file__).parents[1] / "data" / "events.yaml")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"client": "notes"}, "there is no client 'notes'; use one of google, outlook, apple, rfc9073"),
        ({"alarm": "30 minutes"}, "alarm cannot be '30 minutes'; write it as PT30M, PT2H or P1D"),
        ({"alarm": "-PT30M"}, "alarm cannot be"),
        ({"alarm": "P900D"}, "alarm cannot be 'P900D'; write it as PT30M, PT2H or P1D, at most P28D"),
        ({"alarm": "P"}, "alarm cannot be 'P'"),
        ({"alarm": "PT"}, "alarm cannot be 'PT'"),
        ({"undated": "yes"}, "undated cannot be 'yes'; say undated=span, or leave it out"),
    ],
)
def test_wishes_that_mean_nothing_are_refused(options: dict[str, str], message: str):
    with pytest.raises(SummitcalError, match=re.escape(message)):
        read_options(**options)


def test_wishes_are_read_as_addresses_say_them():
    assert read_options(client="google", alarm="PT30M", undated="span") == Options(
        client=Client.GOOGLE, alarm=dt.timedelta(minutes=30), undated=True
    )
    assert read_options() == Options()
