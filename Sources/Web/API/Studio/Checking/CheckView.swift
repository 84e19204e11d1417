import Playbook

/// What a check of sources found, and how they are read.
struct CheckView: Encodable {
  /// More than anybody reads; the counts are of all.
  private static let mostFindings = 500
  private static let mostLines = 5_000
  private static let mostNames = 2_000
  private static let mostMessages = 500

  struct Edit: Encodable {
    let line: Int
    let column: Int
    let endLine: Int
    let endColumn: Int
    let text: String
    /// False where there are several to choose from.
    let isOnly: Bool

    init(_ edit: SuggestedEdit) {
      (line, column, endLine, endColumn) = (edit.place.line, edit.place.column, edit.place.endLine, edit.place.endColumn)
      text = edit.words
      isOnly = edit.isOnly
    }
  }

  struct Finding: Encodable {
    let check: String
    /// `note`, `warning` or `error`.
    let level: String
    let file: String
    let line: Int
    let column: Int
    let endLine: Int
    let endColumn: Int
    let message: String
    /// The facts and answers that lead there.
    let story: [String]
    /// The bullet, row or name that would close it; left out where there is none.
    let suggestion: String?
    let edits: [Edit]
  }

  struct Coverage: Encodable {
    let file: String
    let automated: Int
    let manual: Int
    let shown: Int
    let ignored: Int
  }

  let playbook: String
  let title: String
  let version: String
  let errors: Int
  let warnings: Int
  let notes: Int
  let findings: [Finding]
  let outline: [OutlineLine]
  let coverage: [Coverage]
  /// What may be named, for whoever completes what is typed.
  let names: [KnownName]
  /// Approved wordings beside their translations.
  let messages: [MessageRow]

  init(_ sources: [SourceText], in language: Language) {
    let compilation = sources.compiled()
    let symbols = survey(sources.first ?? SourceText(path: "", text: "")) { name in sources.first { $0.path == name } }.symbols
    let plan = compilation.plan
    playbook = plan.id
    title = plan.title
    version = plan.version
    func count(_ level: Diagnostic.Level) -> Int { compilation.diagnostics.count { $0.level == level } }
    (errors, warnings, notes) = (count(.error), count(.warning), count(.note))
    var outlines: [String: [DocumentPart]] = [:]
    var findings: [Finding] = []
    for diagnostic in compilation.diagnostics.prefix(Self.mostFindings) {
      var edits: [SuggestedEdit] = []
      if diagnostic.suggestion != nil, let source = sources.first(where: { $0.path == diagnostic.file }) {
        let outline = outlines[source.path] ?? parts(of: source)
        outlines[source.path] = outline
        edits = diagnostic.edits(in: source, outline, symbols)
      }
      findings.append(Finding(diagnostic, edits, language))
    }
    self.findings = findings
    outline = Array(OutlineLine.all(of: plan, in: language).prefix(Self.mostLines))
    coverage = compilation.coverage.map {
      Coverage(file: $0.file, automated: $0.automated.count, manual: $0.manual.count, shown: $0.shown.count, ignored: $0.ignored.count)
    }
    names = Array(KnownName.all(of: plan.vocabulary, in: language).prefix(Self.mostNames))
    messages = Array(MessageRow.all(of: plan.vocabulary, in: sources, language).prefix(Self.mostMessages))
  }
}

extension CheckView.Finding {
  fileprivate init(_ diagnostic: Diagnostic, _ edits: [SuggestedEdit], _ language: Language) {
    check = diagnostic.check
    level = diagnostic.level.rawValue
    file = diagnostic.file
    (line, column, endLine, endColumn) = (diagnostic.place.line, diagnostic.place.column, diagnostic.place.endLine, diagnostic.place.endColumn)
    message = diagnostic.message.text(in: language)
    story = diagnostic.story
    suggestion = diagnostic.suggestion
    self.edits = edits.map(CheckView.Edit.init)
  }
}
