public import Playbook

/// One thing that an import left out or changed, for the person who goes on with the outline.
public struct ImportNote: Sendable, Hashable {
  /// In the file that was imported, from 1; nil when the format has no lines or the note is about the whole file.
  public let line: Int?
  public let message: Diagnostic.Message
}

/// Collects notes. What happens again and again on many lines is told once, with the lines.
struct ImportNotes {
  private var order: [Diagnostic.Message] = []
  private var lines: [Diagnostic.Message: [Int]] = [:]
  private var counts: [Diagnostic.Message: Int] = [:]

  /// - Parameter each: told for every line by itself, because the words differ.
  mutating func add(_ chinese: String, _ english: String, line: Int? = nil) {
    let message = Diagnostic.Message(chinese, english)
    if counts[message] == nil { order.append(message) }
    counts[message, default: 0] += 1
    if let line, lines[message]?.last != line { lines[message, default: []].append(line) }
  }

  mutating func add(_ other: ImportNotes) {
    for message in other.order {
      if counts[message] == nil { order.append(message) }
      counts[message, default: 0] += other.counts[message] ?? 0
      lines[message, default: []] += other.lines[message] ?? []
    }
  }

  /// In the order of the file, those without a line first.
  var all: [ImportNote] {
    let mostLines = 20
    let notes = order.map { message -> ImportNote in
      let lines = lines[message] ?? []
      let count = counts[message] ?? 1
      guard lines.count > 1 || (lines.isEmpty && count > 1) else { return ImportNote(line: lines.first, message: message) }
      let shown = lines.prefix(mostLines).map(String.init)
      let more = lines.count > mostLines
      let chinese = lines.isEmpty ? "（\(count) 处）" : "（第 \(shown.joined(separator: "、"))\(more ? " … " : " ")行）"
      let english = lines.isEmpty ? " (\(count) times)" : " (lines \(shown.joined(separator: ", "))\(more ? " …" : ""))"
      return ImportNote(line: lines.first, message: .init(message.chinese + chinese, message.english + english))
    }
    return notes.enumerated().sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }.map(\.element)
  }
}
