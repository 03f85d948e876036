"""How people prove who they are: passkeys, authenticator apps, recovery codes, single sign-on, and open sessions.

The protocols are django-allauth's; pages, words, counters and the audit trail are ours.
"""
