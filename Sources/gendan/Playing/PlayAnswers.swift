import Foundation

/// Where answers come from: a person at the terminal, or a file with one answer a line.
struct PlayAnswers {
  private var lines: ArraySlice<(number: Int, text: String)>?
  let path: String?
  private(set) var lastLine = 0

  /// A person's.
  init() {
    lines = nil
    path = nil
  }

  /// A file's. Lines that begin with `#` are comments; an empty line takes the usual answer.
  init(file path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Trouble(say("读不了答案文件 \(path)。", "The answers file \(path) can't be read."), code: .unreadable)
    }
    let text = String(decoding: data, as: UTF8.self)
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().map { (number: $0.offset + 1, text: String($0.element)) }
    // The end of the last line isn't an empty answer.
    if lines.last?.text.isEmpty == true { lines.removeLast() }
    self.lines = lines.filter { !$0.text.hasPrefix("#") }[...]
    self.path = path
  }

  var isUnattended: Bool { lines != nil }

  /// The next answer; nil when there is none.
  mutating func next() -> String? {
    guard lines != nil else {
      FileHandle.standardOutput.write(Data("> ".utf8))
      return readLine()?.trimmingCharacters(in: .whitespaces)
    }
    guard let line = lines?.popFirst() else { return nil }
    lastLine = line.number
    let answer = line.text.trimmingCharacters(in: .whitespaces)
    Terminal.write("> \(answer)")
    return answer
  }

  var rest: Int { lines?.count ?? 0 }
}
