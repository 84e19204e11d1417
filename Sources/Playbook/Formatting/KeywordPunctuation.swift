/// Keywords that stand before a colon.
private let keywords = [
  Keywords.note, Keywords.say, Keywords.when, Keywords.online, Keywords.phone, Keywords.never, Keywords.promise, Keywords.conclude,
  Keywords.ruling, Keywords.finalRuling, Keywords.refundFirst,
].flatMap { $0 }

/// The colons of a sentence's keywords as their tongue writes them: `条件：`, `When: `. Nothing else is touched, because people's words stay theirs.
func punctuated(_ text: String) -> String {
  var done = ""
  var rest = text[...]
  while true {
    let spoken = rest.withoutNumbering
    guard let behind = spoken.behind(keywords), let colon = spoken.firstIndex(where: { $0 == ":" || $0 == "：" }) else { break }
    let keyword = spoken[..<colon].trimmed
    done += rest[..<spoken.startIndex] + keyword + mark(behind: keyword)
    rest = rest[behind.startIndex...]
    // Behind a channel stands a whole item.
    guard [Keywords.online, Keywords.phone].contains(where: { $0.contains(keyword.lowercased()) }) else { break }
  }
  return done + rest
}

/// The same for pieces: keywords stand in the first, if that is text.
func punctuated(_ pieces: [InlinePiece]) -> [InlinePiece] {
  guard case .text(let text)? = pieces.first else { return pieces }
  var words = punctuated(text)
  if pieces.count == 1 { words = words.withoutTrailingBlanks }
  return words.isEmpty ? pieces : [.text(words)] + pieces.dropFirst()
}

/// `例：NAME`, `Story: NAME`.
func titlePunctuated(_ title: String) -> String {
  guard let colon = title.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return title }
  let keyword = title[..<colon].trimmed
  let name = title[title.index(after: colon)...].trimmed
  return (keyword + mark(behind: keyword) + name).withoutTrailingBlanks
}

private func mark(behind keyword: Substring) -> String { keyword.last?.isASCII == true ? ": " : "：" }
