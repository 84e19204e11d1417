/// What compiling a document gives: always a plan that runs, and what was found on the way.
public struct Compilation: Sendable {
  public let plan: Plan
  /// In document order.
  public let diagnostics: [Diagnostic]
  /// The document, then every file it reads, in the order they were met.
  public let sources: [SourceText]

  public var hasErrors: Bool { diagnostics.contains { $0.level == .error } }
}

/// Compiles a playbook: Markdown → documents → vocabulary → bound sentences → linked steps → checked plan.
///
/// Pure: the same texts always give the same plan. Nothing stops it; a document with errors still gives a plan, in which what was not understood is
/// done by a person.
/// - Parameter reading: gives another file by its path (relative to the root of `document.path`), nil when there is none.
public func compile(_ document: SourceText, reading: (String) -> SourceText?) -> Compilation {
  var library = DocumentLibrary(root: document)
  library.gather(reading)
  let (vocabulary, vocabularyFindings) = VocabularyReading.read(library.documents)
  let names = Names(vocabulary)
  let (procedures, bindingFindings) = library.procedures(names)
  let main = library.documents[0]
  let (stories, storyFindings) = readStories(main, names)
  let plan = Plan(
    front: main.front, title: main.front.title ?? main.title.map { String($0.text.trimmed) } ?? library.baseName(of: document.path), language: main.language,
    vocabulary: vocabulary, procedures: procedures, rounds: library.rounds(names), version: library.version, stories: stories)
  let checked = CheckedPlan(plan: plan, names: names)
  let findings =
    library.documents.flatMap(\.diagnostics) + library.diagnostics + vocabularyFindings + library.missingRounds(names) + bindingFindings + storyFindings
    + allChecks.flatMap { $0.findings(in: checked) }
  // Several steps may come from one sentence: what they have in common is told once.
  var seen: Set<Diagnostic> = []
  let distinct = findings.filter { seen.insert($0).inserted }
  return Compilation(
    plan: plan, diagnostics: distinct.inDocumentOrder(files: library.documents.map(\.source.path)), sources: library.documents.map(\.source))
}
