import os
import warnings

import django

# WhiteNoise hands over open files, which Django reads whole under ASGI: ours are small and compressed.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tricity.site.settings")
django.setup(set_prefix=False)

from tricity.site.handling import SiteHandler  # noqa: E402  # reads the settings
from tricity.site.live_events import answering_the_hub  # noqa: E402  # as above

application = answering_the_hub(SiteHandler())
