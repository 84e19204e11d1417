/// One file, read: front matter, title, and sections in order.
struct Document: Sendable {
  let source: SourceText
  let lines: SourceLines
  let front: FrontMatter
  let title: RichText?
  let sections: [Section]
  let language: Language
  /// What was wrong with the file itself.
  let diagnostics: [Diagnostic]
  /// What is neither run nor shown at a step: sections with an unknown title, paragraphs between lists.
  let ignored: [RichText]

  /// The outline of a raw text, with the tables and notices that are no steps; nil when the document is written as Markdown lists.
  var plain: PlainOutline? { sections.lazy.compactMap(\.plain).first }

  /// Where the front matter first speaks of `name`; the beginning of the file when it isn't found.
  func place(ofFrontMatter name: String) -> Place {
    guard lines.line(1).trimmed == "---", !name.isEmpty else { return .start }
    for number in 2...max(lines.count, 2) {
      let line = lines.line(number)
      if line.trimmed == "---" { break }
      guard let range = line[...].range(of: name) else { continue }
      let column = line.unicodeScalars.distance(from: line.startIndex, to: range.lowerBound) + 1
      return Place(line: number, column: column, endLine: number, endColumn: column + name.unicodeScalars.count)
    }
    return .start
  }

  struct Section: Sendable {
    let kind: SectionKind
    /// What stands behind the colon of the heading: the name of a story or procedure.
    let name: Substring?
    let heading: RichText?
    let blocks: [MarkdownBlock]
    /// The outline of a text that has no lists to be read as one.
    var plain: PlainOutline?
  }
}

enum SectionKind: Hashable, Sendable, CaseIterable {
  case procedure, facts, parties, actions, events, messages, followUps, money, rules, utterances, contactRules, caseRules, registers, deadlines, figures
  case intake, story, notes

  var titles: [String] {
    switch self {
    case .procedure: ["流程", "procedure"]
    case .facts: ["事实", "facts"]
    case .parties: ["角色", "parties"]
    case .actions: ["动作", "actions"]
    case .events: ["事件", "events"]
    case .messages: ["话术", "消息", "messages"]
    case .followUps: ["跟单", "follow-ups", "follow ups"]
    case .money: ["资金", "money"]
    case .rules: ["规则", "rules"]
    case .utterances: ["用户怎么说", "他们怎么说", "they say"]
    case .contactRules: ["联系规则", "contact rules"]
    case .caseRules: ["跨单规则", "rules over cases"]
    case .registers: ["台账", "registers"]
    case .deadlines: ["时限", "deadlines"]
    case .figures: ["指标", "key figures"]
    case .intake: ["登记表", "intake form"]
    case .story: ["例", "story", "stories"]
    case .notes: ["说明", "notes"]
    }
  }

  init?(title: Substring) {
    let wanted = normalized(title)
    guard let found = Self.allCases.first(where: { $0.titles.contains { normalized($0) == wanted } }) else { return nil }
    self = found
  }
}
