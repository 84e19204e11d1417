/// One use of a name that nothing declares.
struct UnknownMention {
  let name: String
  /// What it should be a name of.
  let kind: (chinese: String, english: String)
  /// The declared name that may be meant.
  let nearest: String?
  let level: Diagnostic.Level
  let file: String
  let language: Language
  let place: Place

  func finding(level: Diagnostic.Level, otherLines: [Int]) -> Diagnostic {
    Diagnostic(
      check: UnknownNameCheck.id, level: level, file: file, place: place, language: language,
      message: .init(
        sentence(chinese, also(otherLines, "（第 ", "、", " 行也用到）"), "。"), sentence(english, also(otherLines, " (also used on line ", ", ", ")"), ".")),
      suggestion: nearest)
  }

  private func sentence(_ words: String, _ also: String, _ stop: String) -> String {
    words.last == "？" || words.last == "?" ? words + also : words + also + stop
  }

  private var chinese: String {
    if let nearest { return "没有名为“\(name)”的\(kind.chinese)，是不是“\(nearest)”？" }
    if isUnfinished { return "\(kind.chinese)“\(name)”的名称没有写完，先由人来做：请补全名称并声明它" }
    return "没有声明过名为“\(name)”的\(kind.chinese)，将由人来做"
  }

  private var english: String {
    if let nearest { return "No \(kind.english) is called “\(name)”; did you mean “\(nearest)”?" }
    if isUnfinished { return "The name of the \(kind.english) “\(name)” is unfinished, so a person does it for now: complete the name and declare it" }
    return "No \(kind.english) called “\(name)” is declared; a person will do it"
  }

  private func also(_ lines: [Int], _ before: String, _ between: String, _ behind: String) -> String {
    lines.isEmpty ? "" : before + lines.map(String.init).joined(separator: between) + behind
  }

  /// Whether the writer left a gap: `外呼用户-xx`, `通知…`, `XX时间`.
  private var isUnfinished: Bool {
    let marks = ["…", "...", "××", "__", "待定", "待补充", "tbd"]
    let text = normalized(name)
    if marks.contains(where: { text.contains($0) }) { return true }
    // A run of x that isn't part of a word.
    return text.split(whereSeparator: { !($0.isASCII && $0.isLetter) }).contains { $0.count >= 2 && $0.allSatisfy { $0 == "x" } }
  }
}
