/// What a story table says in words that aren't those of stories.
enum StoryCheck { static let id = "story-not-understood" }
