/// Two declarations with one id.
enum DuplicateNameCheck { static let id = "duplicate-name" }
