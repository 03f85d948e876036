"""What people say to each other: threads of posts on objects of other apps, and messages between members."""
