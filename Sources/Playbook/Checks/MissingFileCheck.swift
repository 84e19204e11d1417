/// A vocabulary file or a linked document that isn't there.
enum MissingFileCheck { static let id = "missing-file" }
