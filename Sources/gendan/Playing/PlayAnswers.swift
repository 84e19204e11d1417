import Foundation

/// Where answers come from: a person at the terminal, or a file with one answer a line.
struct PlayAnswers {
  private var lines: ArraySlice<(number: Int, text: String)>?
  /// The answers file; nil for a person.
  let path: String?
  private(set) var lastLine = 0

  /// A person's.
  init() {
    lines = nil
    path = nil
  }

  /// A file's. Lines that begin with `#` are comments; an empty line takes the usual answer.
  init(file path: String) throws {
    if let reason = ReadPlaybook.unreadable(path) {
      throw Trouble(say("读不了答案文件 \(path)：\(reason)。", "The answers file \(path) can't be read: \(reason)."), code: .unreadable)
    }
    guard let data = FileManager.default.contents(atPath: path), !data.contains(0), let text = String(data: data, encoding: .utf8) else {
      throw Trouble(
        say("答案文件 \(path) 不是 UTF-8 文本：一行写一个答案。", "The answers file \(path) is not UTF-8 text: write one answer a line."), code: .unreadable)
    }
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().map { (number: $0.offset + 1, text: String($0.element)) }
    // The end of the last line isn't an empty answer.
    if lines.last?.text.isEmpty == true { lines.removeLast() }
    self.lines = lines.filter { !$0.text.hasPrefix("#") }[...]
    self.path = path
  }

  var isUnattended: Bool { lines != nil }

  /// The next answer; nil when there is none.
  mutating func next() -> String? {
    guard lines != nil else { return readLine()?.trimmingSpaces }
    guard let line = lines?.popFirst() else { return nil }
    lastLine = line.number
    return line.text.trimmingSpaces
  }

  var rest: Int { lines?.count ?? 0 }
}
