import Playbook

/// A sentence of a procedure, and what it is read as.
struct OutlineLine: Encodable {
  let file: String
  let line: Int
  let depth: Int
  let text: String
  /// `alternative`, or what the engine does at it: `act`, `ask`, `manual` …
  let kind: String
  /// The kind in words.
  let label: String

  /// In the order of the procedures and of the sentences in them. A sentence that says several things stands once.
  static func all(of plan: Plan, in language: Language) -> [OutlineLine] {
    plan.procedures.flatMap { procedure in
      var seen: Set<Sentence> = []
      var lines: [OutlineLine] = []
      for step in procedure.steps {
        if seen.insert(step.sentence).inserted { lines.append(OutlineLine(step.sentence, depth: step.depth, kind: step.kind.word, language)) }
        for branch in step.branches where seen.insert(branch.sentence).inserted {
          lines.append(OutlineLine(branch.sentence, depth: step.depth + 1, kind: "alternative", language))
        }
      }
      return lines.sorted { ($0.file, $0.line) < ($1.file, $1.line) }
    }
  }

  private init(_ sentence: Sentence, depth: Int, kind: String, _ language: Language) {
    file = sentence.file
    line = sentence.place.line
    self.depth = depth
    text = sentence.text
    self.kind = kind
    label = Self.label(of: kind, language)
  }

  private static func label(of kind: String, _ language: Language) -> String {
    switch kind {
    case "alternative": language.words("条件", "alternative")
    case "decide", "choose": language.words("判断", "decision")
    case "act": language.words("动作", "action")
    case "contact": language.words("联系", "contact")
    case "ask": language.words("询问", "question")
    case "wait": language.words("等待", "wait")
    case "say": language.words("话术", "wording")
    case "never": language.words("禁止", "ban")
    case "promise": language.words("承诺", "promise")
    case "follow-up": language.words("跟单", "follow-up")
    case "call": language.words("子流程", "procedure")
    case "conclude": language.words("结论", "conclusion")
    case "rule": language.words("判责", "ruling")
    case "overturn": language.words("推翻", "overturning")
    case "go-back": language.words("回到", "way back")
    case "hand-off": language.words("转人工", "hand-over")
    case "manual": language.words("人工", "by hand")
    default: language.words("分组", "group")
    }
  }
}

extension StepKind {
  fileprivate var word: String {
    switch self {
    case .decide: "decide"
    case .act: "act"
    case .contact: "contact"
    case .ask: "ask"
    case .wait: "wait"
    case .say: "say"
    case .never: "never"
    case .promise: "promise"
    case .followUp: "follow-up"
    case .call: "call"
    case .conclude: "conclude"
    case .rule: "rule"
    case .overturn: "overturn"
    case .goBack: "go-back"
    case .handOff: "hand-off"
    case .manual: "manual"
    case .choose: "choose"
    case .group: "group"
    }
  }
}
