/// The lines of a Swift text with comments and the words of string literals taken out; what is interpolated stays, it is code.
func codeLines(of text: String) -> [Substring] {
  var reader = CodeReader(text)
  return reader.read().split(separator: "\n", omittingEmptySubsequences: false)
}

/// The identifiers and keywords of a line of code.
func identifiers(in line: some StringProtocol) -> [Substring] {
  Substring(line).split { !($0.isLetter || $0.isNumber || $0 == "_") }
}

/// Reads as much of Swift's lexical grammar as separates code from text. A regex literal with a lone quote in it is cut off at the line's end.
private struct CodeReader {
  private enum Context {
    case code(openParentheses: Int)
    case string(quotes: Int, pounds: Int)
  }

  private let bytes: [UInt8]
  private var code: [UInt8] = []
  private var index = 0
  private var contexts: [Context] = [.code(openParentheses: 0)]

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func read() -> String {
    while index < bytes.count {
      switch contexts[contexts.count - 1] {
      case .code(let open): readCode(open)
      case .string(let quotes, let pounds): readString(quotes: quotes, pounds: pounds)
      }
    }
    return String(decoding: code, as: UTF8.self)
  }

  private mutating func readCode(_ open: Int) {
    if follows("//") {
      while index < bytes.count, bytes[index] != newline { index += 1 }
    } else if follows("/*") {
      skipBlockComment()
    } else if let (quotes, pounds) = openingQuote() {
      contexts.append(.string(quotes: quotes, pounds: pounds))
      index += quotes + pounds
      code.append(space)
    } else {
      let byte = bytes[index]
      index += 1
      code.append(byte)
      if byte == UInt8(ascii: "(") {
        contexts[contexts.count - 1] = .code(openParentheses: open + 1)
      } else if byte == UInt8(ascii: ")") {
        if open == 0, contexts.count > 1 { contexts.removeLast() } else { contexts[contexts.count - 1] = .code(openParentheses: max(0, open - 1)) }
      }
    }
  }

  private mutating func readString(quotes: Int, pounds: Int) {
    let pound = String(repeating: "#", count: pounds)
    if follows(String(repeating: "\"", count: quotes) + pound) {
      contexts.removeLast()
      index += quotes + pounds
    } else if follows("\\" + pound + "(") {
      contexts.append(.code(openParentheses: 0))
      index += 2 + pounds
      code.append(space)
    } else if follows("\\" + pound), index + 1 + pounds < bytes.count, bytes[index + 1 + pounds] != newline {
      index += 2 + pounds
    } else {
      if bytes[index] == newline {
        code.append(newline)
        if quotes == 1 { contexts.removeLast() }
      }
      index += 1
    }
  }

  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      if follows("/*") {
        depth += 1
        index += 2
      } else if follows("*/") {
        depth -= 1
        index += 2
      } else {
        if bytes[index] == newline { code.append(newline) }
        index += 1
      }
    } while depth > 0 && index < bytes.count
  }

  private func openingQuote() -> (quotes: Int, pounds: Int)? {
    var end = index
    while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { return nil }
    let isLong = end + 2 < bytes.count && bytes[end + 1] == UInt8(ascii: "\"") && bytes[end + 2] == UInt8(ascii: "\"")
    return (isLong ? 3 : 1, end - index)
  }

  private func follows(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }
}

private let newline = UInt8(ascii: "\n")
private let space = UInt8(ascii: " ")
