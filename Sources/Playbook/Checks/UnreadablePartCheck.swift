/// A table cell, the parentheses of a contact, a promise without a time: a part with a fixed form that isn't written in it.
enum UnreadablePartCheck { static let id = "unreadable-part" }
