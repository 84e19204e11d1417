import Playbook

/// Names in the cells of tables: by the section that the table stands in, and the title of the column.
extension CompletionLine {
  func inTable(_ row: Substring) -> Asked? {
    let cells = row.split(separator: "|", omittingEmptySubsequences: false).dropFirst()
    guard let cell = cells.last?.drop(while: \.isWhitespace) else { return nil }
    let part = cell.behindLast(of: ["；", ";"])
    let titles = titlesAbove
    let title = titles.flatMap { cells.count <= $0.count ? $0[cells.count - 1] : nil }
    let section = sectionAbove
    let language = survey.language
    if section.hasPrefix("规则：") || section.hasPrefix("规则:") || section.hasPrefix("rules:") || section.hasPrefix("rules：") {
      guard let title else { return Asked(wanted: [.facts, .words(["→ ", language.words("说明", "Note")])], partial: part.behindLast(of: ["→", ">"])) }
      let name = title.behindLast(of: ["→", ">"]).withoutSpaceAround.filter { $0 != "`" }
      guard let fact = vocabulary.fact(named: name) else { return nil }
      return Asked(wanted: [.values(fact.id), .words(["-"] + CompletionWords.otherwise(language))], partial: part.lastName)
    }
    guard let title else { return nil }
    if let compared = compared(part) { return compared }
    if ["例", "story", "stories"].contains(where: section.hasPrefix) {
      let phrases = cells.count == 1 ? CompletionWords.storyEvents(language) : CompletionWords.expectations(language)
      return Asked(wanted: [.words(phrases), .parties] + (cells.count == 1 ? [.events] : []) + [.comparedFacts], partial: part.lastName)
    }
    return vocabularyCell(title.withoutSpaceAround.lowercased(), part, language)
  }

  private func vocabularyCell(_ title: String, _ part: Substring, _ language: Language) -> Asked? {
    if let words = CompletionWords.cells(title, language) { return Asked(wanted: [.words(words)], partial: part) }
    switch title {
    case "来源", "来源，依次", "sources", "source":
      if let rest = part.lastSource.behindKeyword(["规则", "rules"]) { return Asked(wanted: [.tables], partial: rest) }
      if let rest = part.lastSource.behindKeyword(["询问", "ask"]) { return Asked(wanted: [.parties], partial: rest) }
      return Asked(wanted: [.words(CompletionWords.sources(language))], partial: part.lastSource)
    case "次序", "ladder", "对象", "party", "负责", "owner": return Asked(wanted: [.parties], partial: part.lastName)
    case "话术", "message": return Asked(wanted: [.messages], partial: part)
    case "撤销", "undo": return Asked(wanted: [.actions], partial: part)
    case "前提", "requires", "带来", "brings": return Asked(wanted: [.comparedFacts], partial: part.lastName)
    case "意思", "meaning": return Asked(wanted: [.words([language.words("本流程", "this procedure")]), .comparedFacts], partial: part)
    default: return nil
    }
  }

  /// The heading row of the table; nil in the heading row itself.
  private var titlesAbove: [Substring]? {
    var line = number - 1
    while line >= 1, lines.line(line).drop(while: \.isWhitespace).first == "|" { line -= 1 }
    guard line + 1 < number else { return nil }
    return lines.line(line + 1).drop(while: \.isWhitespace).split(separator: "|", omittingEmptySubsequences: false).dropFirst().map { $0 }
  }

  /// The title of the section, in small letters.
  private var sectionAbove: String {
    for line in stride(from: number - 1, to: 0, by: -1) where lines.line(line).hasPrefix("#") {
      return lines.line(line).drop { $0 == "#" || $0 == " " }.lowercased()
    }
    return ""
  }
}

extension Substring {
  fileprivate var lastSource: Substring { behindLast(of: ["，", ",", "、"]) }
}
