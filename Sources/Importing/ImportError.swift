public import Playbook

/// Why a file can't be imported. Nothing was written then.
public struct ImportError: Error, Sendable, Equatable {
  public let message: Diagnostic.Message
  /// In the file, from 1; nil when the fault is no place.
  public let line: Int?
  public let column: Int?

  init(_ chinese: String, _ english: String, line: Int? = nil, column: Int? = nil) {
    message = .init(chinese, english)
    self.line = line
    self.column = column
  }

  /// The words with the place in front: `12:5: …`.
  public func text(in language: Language) -> String {
    let place = line.map { line in "\(line):\(column ?? 1)" }
    let words = message.text(in: language)
    return place.map { language.words("第 \($0.replacing(":", with: " 行第 ")) 列：", "line \($0.replacing(":", with: ", column ")): ") + words } ?? words
  }
}
