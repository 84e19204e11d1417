/// Front matter that isn't YAML, or a value in it that isn't understood.
enum FrontMatterCheck { static let id = "front-matter" }
