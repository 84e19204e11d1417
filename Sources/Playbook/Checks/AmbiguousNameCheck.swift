/// A sentence that two declared names fit: the compiler doesn't guess.
enum AmbiguousNameCheck { static let id = "ambiguous-name" }
