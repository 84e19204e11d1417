import Foundation

extension Substring {
  var withoutSpaceAround: String { trimmingCharacters(in: .whitespacesAndNewlines) }

  var withoutSpaceAtEnd: String {
    var text = self
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }

  /// Without the mark of a bullet, bold and numbers in front.
  var withoutBullet: Substring {
    var text = drop(while: \.isWhitespace)
    if let mark = text.first, "-*+•".contains(mark), text.dropFirst().first.map({ $0 == " " || $0 == "\t" }) ?? true { text = text.dropFirst() }
    text = text.drop(while: \.isWhitespace)
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, let mark = text[digits.endIndex...].first, ".)、".contains(mark) { text = text[digits.endIndex...].dropFirst() }
    return text.drop { $0.isWhitespace || $0 == "*" }
  }

  /// What stands behind a keyword, and its colon if it has one.
  func behindKeyword(_ keywords: [String], colon: Bool = false) -> Substring? {
    for keyword in keywords where lowercased().hasPrefix(keyword) {
      let rest = dropFirst(keyword.count)
      let spaced = rest.drop(while: \.isWhitespace)
      if colon {
        if let mark = spaced.first, mark == "：" || mark == ":" { return spaced.dropFirst().drop(while: \.isWhitespace) }
      } else if keyword.last?.isASCII != true || rest.first?.isWhitespace == true {
        return spaced
      }
    }
    return nil
  }

  /// What stands behind the last of these characters, without spaces in front.
  func behindLast(of marks: Set<Character>) -> Substring {
    (lastIndex { marks.contains($0) }.map { self[index(after: $0)...] } ?? self).drop(while: \.isWhitespace)
  }

  /// The name that is being written at the end.
  var lastName: Substring { behindLast(of: ["、", "，", ",", "；", ";", "：", ":", "（", "(", "且", "或", "/", " ", "先", "再"]) }
}
