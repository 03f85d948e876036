import os
import warnings

from django.core.asgi import get_asgi_application

# WhiteNoise hands over open files, which Django reads whole under ASGI: ours are small and compressed.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tricity.site.settings")
application = get_asgi_application()
