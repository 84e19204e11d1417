/// A sentence that two declared names fit: the compiler doesn't guess.
enum AmbiguousNameCheck { static let id = "ambiguous-name" }

/// Two declarations with one id.
enum DuplicateNameCheck { static let id = "duplicate-name" }

/// Front matter that isn't YAML, or a value in it that isn't understood.
enum FrontMatterCheck { static let id = "front-matter" }

/// A vocabulary file or a linked document that isn't there.
enum MissingFileCheck { static let id = "missing-file" }

/// A table cell, the parentheses of a contact, a promise without a time: a part with a fixed form that isn't written in it.
enum UnreadablePartCheck { static let id = "unreadable-part" }

/// What a story table says in words that aren't those of stories.
enum StoryCheck { static let id = "story-not-understood" }
