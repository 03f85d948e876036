"""The audit trail: who did what to what, when; read, narrowed and exported, never changed."""
