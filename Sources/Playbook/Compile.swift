/// What compiling a document gives: always a plan that runs, and what was found on the way.
public struct Compilation: Sendable {
  public let plan: Plan
  /// In document order.
  public let diagnostics: [Diagnostic]
  /// The document, then every file it reads, in the order they were met.
  public let sources: [SourceText]

  /// Of every document that is part of the plan and has an outline, the main one first.
  public let coverage: [Coverage]

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
  return compile(library)
}

/// The plan alone, unchecked: for documents that were checked when they were published.
public func readPlan(_ document: SourceText, reading: (String) -> SourceText?) -> Plan {
  var library = DocumentLibrary(root: document)
  library.gather(reading)
  return assemble(library).plan
}

/// Compiles documents that are read already.
func compile(_ library: DocumentLibrary) -> Compilation {
  let (plan, names, found) = assemble(library)
  let checked = CheckedPlan(plan: plan, names: names)
  let findings = found + allChecks.flatMap { $0.findings(in: checked) } + textFindings(in: library.documents)
  // Several steps may come from one sentence: what they have in common is told once.
  var seen: Set<Diagnostic> = []
  let distinct = findings.filter { seen.insert($0).inserted }
  let sources = library.documents.map(\.source) + library.calendars.sources
  let coverage = library.documents.map { Coverage($0, plan: plan) }
  return Compilation(
    plan: plan, diagnostics: distinct.inDocumentOrder(files: sources.map(\.path)), sources: sources,
    coverage: coverage.prefix(1) + coverage.dropFirst().filter { $0.sentences > 0 })
}

/// Vocabulary, then sentences bound to it, then what speaks of both; with what was found while reading.
private func assemble(_ library: DocumentLibrary) -> (plan: Plan, names: Names, findings: [Diagnostic]) {
  let main = library.documents[0]
  let (vocabulary, vocabularyFindings) = VocabularyReading.read(library.documents)
  let names = Names(vocabulary)
  let (procedures, bindingFindings) = library.procedures(names)
  let (stories, storyFindings) = readStories(main, names)
  let (utterances, utteranceFindings) = readUtterances(library.documents, names)
  let (caseRules, caseRuleFindings) = CaseRuleReading.read(library.documents, names)
  let (registers, registerFindings) = RegisterReading.read(library, names)
  let (deadlines, deadlineFindings) = DeadlineReading.read(library, names, procedures)
  let (figures, figureClasses, figureFindings) = FigureReading.read(library.documents, names, deadlines)
  let (intake, intakeFindings) = IntakeReading.read(library, names)
  let (invariants, invariantFindings) = readInvariants(main, names)
  let title = main.front.title ?? main.title.map { String($0.text.trimmed) } ?? library.baseName(of: main.source.path)
  let plan = Plan(
    front: main.front, title: title, language: main.language, vocabulary: vocabulary, procedures: procedures, rounds: library.rounds(names),
    version: library.version, stories: stories, invariants: invariants, utterances: utterances, caseRules: caseRules, registers: registers,
    deadlines: deadlines, figures: figures, figureClasses: figureClasses, intake: intake)
  let findings =
    library.documents.flatMap(\.diagnostics) + library.diagnostics + library.calendars.diagnostics + vocabularyFindings + library.missingRounds(names)
    + bindingFindings + storyFindings + invariantFindings + utteranceFindings + caseRuleFindings + registerFindings
    + deadlineFindings + figureFindings + intakeFindings
  return (plan, names, findings)
}
