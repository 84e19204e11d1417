import Importing
import Playbook
import Testing

/// Imports a text and gives the Markdown, then every note behind `!`, or the error behind `!!`.
func imported(_ text: String, from format: ImportFormat, name: String = "a") -> String { imported(Array(text.utf8), from: format, name: name) }

func imported(_ bytes: [UInt8], from format: ImportFormat, name: String = "a") -> String {
  do {
    let outline = try importOutline(bytes, from: format, name: name)
    let notes = outline.notes.map { note in "! \(note.line.map { "\($0): " } ?? "")\(note.message.chinese)\n" }
    for note in outline.notes { #expect(!note.message.english.isEmpty) }
    return outline.markdown + notes.joined()
  } catch { return "!! \(error.line.map { "\($0):\(error.column ?? 1): " } ?? "")\(error.message.chinese)\n" }
}

/// Compares texts of several lines.
func expectText(_ actual: String, _ expected: String, _ about: String = "", sourceLocation: SourceLocation = #_sourceLocation) {
  if actual != expected { Issue.record("\(about)\nactual:\n\(actual)\nexpected:\n\(expected)", sourceLocation: sourceLocation) }
}
