import Foundation

/// The name of a file in the header `Content-Disposition` (RFC 6266, RFC 8187).
enum ContentDisposition {
  /// In characters.
  private static let longestName = 200

  /// The name that a sender gave, without folders.
  /// - Returns: nil when there is no header, or no name in it.
  /// - Throws: `Problem` when a name in it can't be read.
  static func name(_ header: String?) throws(Problem) -> String? {
    guard let header else { return nil }
    let parameters = parameters(header)
    let told: String?
    if let extended = parameters["filename*"] {
      let parts = extended.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, parts[0].lowercased() == "utf-8", let text = String(parts[2]).removingPercentEncoding else { throw unreadable }
      told = text
    } else {
      told = parameters["filename"]
    }
    guard let told else { return nil }
    let name = told.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    let isPlain = name.unicodeScalars.allSatisfy { !$0.properties.isDefaultIgnorableCodePoint && $0.properties.generalCategory != .control }
    guard !name.isEmpty, name != ".", name != "..", name.count <= longestName, isPlain else { throw unreadable }
    return name
  }

  /// The header that has a browser save what comes, under this name.
  static func attachment(_ name: String) -> String {
    let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
    return "attachment; filename*=UTF-8''\(name.addingPercentEncoding(withAllowedCharacters: plain) ?? "evidence")"
  }

  private static var unreadable: Problem {
    Problem(
      kind: .badRequest,
      detail: .init(
        "Content-Disposition 应写成 attachment; filename*=UTF-8''名字（百分号编码，最多 \(longestName) 个字）。",
        "Write Content-Disposition as attachment; filename*=UTF-8''NAME (percent-encoded, at most \(longestName) characters)."))
  }

  /// Parameters by name in lower case; a quoted value may have semicolons in it.
  private static func parameters(_ header: String) -> [String: String] {
    var parts: [String] = [""]
    var (isQuoted, isEscaped) = (false, false)
    for character in header {
      if isEscaped { isEscaped = false } else if isQuoted, character == "\\" { isEscaped = true } else if character == "\"" { isQuoted.toggle() }
      if character == ";", !isQuoted { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    var found: [String: String] = [:]
    for part in parts.dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      guard pair.count == 2 else { continue }
      found[pair[0].lowercased()] = unquoted(pair[1])
    }
    return found
  }

  private static func unquoted(_ text: String) -> String {
    guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
    var (plain, isEscaped) = ("", false)
    for character in text.dropFirst().dropLast() {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        plain.append(character)
        isEscaped = false
      }
    }
    return plain
  }
}
