import os
import warnings

from django.core.asgi import get_asgi_application

# WhiteNoise hands over open files, which Django reads whole under ASGI: ours are small and compressed.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tricity.site.settings")
_site = get_asgi_application()

from tricity.site.live_events import answering_the_hub  # noqa: E402  # reads models, which must be set up

application = answering_the_hub(_site)
