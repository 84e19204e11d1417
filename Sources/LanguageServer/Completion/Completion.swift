import Playbook

/// Names and words that may stand at the cursor.
enum Completion {
  /// Characters behind which a client asks by itself.
  static let triggers = ["【", "[", "`", "：", ":", "=", "＝", "、", "|", "｜", "{", " "]

  /// What may stand there.
  enum Wanted: Hashable {
    case facts
    case times
    /// Facts, to be compared or set: `FACT=`.
    case comparedFacts
    case values(Fact.ID)
    case parties, actions, messages, followUps, events, tables
    case parameters(Action.ID)
    case answers(AnswerScope?)
    case words([String])
  }

  /// One thing to choose.
  struct Item {
    let label: String
    let kind: Int
    let detail: String
    let insert: String
    /// Other names by which it is found.
    var aliases: [String] = []
  }

  /// The kinds of LSP 3.17 that have the fitting icons.
  enum Kind {
    static let text = 1
    static let function = 3
    static let variable = 6
    static let module = 9
    static let value = 12
    static let keyword = 14
    static let member = 20
    static let event = 23
  }
}

extension Workspace {
  mutating func completion(_ pointed: Pointed) -> JSON {
    guard let survey = context(of: pointed.path) else { return [] }
    let (before, behind) = pointed.text.split(at: pointed.position)
    let line = CompletionLine(before: before, behind: behind, number: pointed.line, path: pointed.path, lines: pointed.text.lines, survey: survey)
    guard let asked = line.asked else { return [] }
    let names = CompletionNames(survey: survey)
    let width = asked.partial.unicodeScalars.reduce(0) { $0 + encoding.width($1) }
    let start = Position(line: pointed.position.line, character: pointed.position.character - width)
    var seen: Set<String> = []
    let items = asked.wanted.flatMap { names.items($0) }.filter { seen.insert($0.label).inserted }
    return .array(
      items.enumerated().map { rank, item in
        [
          "label": .string(item.label), "kind": .int(item.kind), "detail": .string(item.detail),
          // Clients sort by letters; the order of the documents says more.
          "sortText": .string(String(repeating: "0", count: max(0, 4 - String(rank).count)) + String(rank)),
          "filterText": .string(([asked.before + item.label] + item.aliases).joined(separator: " ")),
          "textEdit": ["range": TextSpan(start, pointed.position).json, "newText": .string(asked.before + item.insert + asked.behind)],
        ]
      })
  }
}
