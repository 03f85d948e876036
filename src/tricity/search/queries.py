def index_is_ready() -> bool:
    return True
