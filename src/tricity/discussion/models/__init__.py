"""Threads and posts, what moderation keeps, conversations between members."""

from tricity.discussion.models.messages import Contact, Conversation, Message, Seen
from tricity.discussion.models.moderation import Block, Report
from tricity.discussion.models.threads import Follow, Post, Revision, Thread

__all__ = [
    "Block",
    "Contact",
    "Conversation",
    "Follow",
    "Message",
    "Post",
    "Report",
    "Revision",
    "Seen",
    "Thread",
]
