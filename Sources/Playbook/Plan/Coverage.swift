/// How much of a document runs by itself.
public struct Coverage: Sendable {
  /// The document.
  public let file: String
  /// Sentences that the compiler understands.
  public let automated: [Sentence]
  /// Sentences that a person does, with what each looks like.
  public let manual: [(sentence: Sentence, reading: Reading)]
  /// Notes: shown at a step, never executed.
  public let shown: [Sentence]
  /// What is neither run nor shown: sections with an unknown title, paragraphs between lists, what a copied page says of itself.
  public let ignored: [Sentence]

  /// Sentences that are run by the desk or done by a person.
  public var sentences: Int { automated.count + manual.count }

  init(_ document: Document, plan: Plan) {
    file = document.source.path
    var automated: [Sentence] = []
    var manual: [(Sentence, Reading)] = []
    var shown: [Sentence] = []
    var seen: Set<Sentence> = []
    for step in plan.procedures.filter({ $0.file == document.source.path }).flatMap(\.steps) {
      if seen.insert(step.sentence).inserted {
        if case .manual(let reading) = step.kind { manual.append((step.sentence, reading)) } else { automated.append(step.sentence) }
      }
      for note in step.notes where seen.insert(note).inserted { shown.append(note) }
    }
    self.automated = automated
    self.manual = manual.map { (sentence: $0.0, reading: $0.1) }
    self.shown = shown
    ignored = document.ignored.map { Sentence(text: String($0.text.trimmed), file: document.source.path, place: $0.place) }
  }
}
