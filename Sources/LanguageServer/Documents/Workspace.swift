import Playbook

/// A document that the client has open: its text is newer than the file's.
struct OpenDocument {
  /// As the client writes it.
  let address: String
  let path: String
  var text: DocumentText
  var version: Int?
}

/// What the client sees of a folder of playbooks: open documents first, then the files behind them.
struct Workspace {
  let folder: PlaybookFolder
  var encoding = PositionEncoding.utf16
  /// The folders that the client has open, as paths.
  var roots: [String] = []
  private(set) var open: [String: OpenDocument] = [:]
  private var surveys: [String: Survey] = [:]
  private var compilations: [String: Compilation] = [:]

  /// More documents than anybody edits at once; compiled plans of others are made again when they are needed.
  private static let mostSurveys = 24

  init(folder: PlaybookFolder) { self.folder = folder }

  // MARK: documents

  mutating func put(_ document: OpenDocument) {
    let isNew = open[document.path] == nil
    open[document.path] = document
    forget(document.path, andWhoeverMissesIt: isNew)
  }

  mutating func close(_ path: String) {
    open[path] = nil
    forget(path, andWhoeverMissesIt: true)
  }

  /// Drops what was compiled from a document. A document that is new, or back to what its file says, may be one that others missed.
  mutating func forget(_ path: String, andWhoeverMissesIt all: Bool) {
    for root in all ? Array(surveys.keys) : dependents(of: path) {
      surveys[root] = nil
      compilations[root] = nil
    }
  }

  /// The open documents that were compiled with this one, itself among them.
  func dependents(of path: String) -> [String] {
    surveys.filter { $0.key == path || $0.value.files.contains(path) }.map(\.key)
  }

  func source(_ path: String) -> SourceText? {
    if let document = open[path] { return SourceText(path: path, text: document.text.text) }
    return folder.read(path).map { SourceText(path: path, bytes: $0) }
  }

  /// The text with its lines, for positions in it.
  func text(_ path: String) -> DocumentText? {
    if let document = open[path] { return document.text }
    return folder.read(path).map { DocumentText(String(decoding: $0, as: UTF8.self), encoding: encoding) }
  }

  func address(of path: String) -> String { open[path]?.address ?? FileAddress.address(of: path) }

  // MARK: what they mean

  /// The names of a document and of everything it reads.
  mutating func survey(_ path: String) -> Survey? {
    if let known = surveys[path] { return known }
    guard let source = source(path) else { return nil }
    let made = Playbook.survey(source) { self.source($0) }
    if surveys.count >= Self.mostSurveys {
      surveys = [:]
      compilations = [:]
    }
    surveys[path] = made
    return made
  }

  /// The document compiled and checked.
  mutating func compilation(_ path: String) -> Compilation? {
    if let known = compilations[path] { return known }
    // A compilation is forgotten with its survey.
    guard survey(path) != nil, let source = source(path) else { return nil }
    let made = compile(source) { self.source($0) }
    compilations[path] = made
    return made
  }

  /// The survey that says most about a document: its own, or where it declares nothing, that of an open document that runs it.
  mutating func context(of path: String) -> Survey? {
    let own = survey(path)
    guard own?.vocabulary.isEmpty != false else { return own }
    for other in open.keys.sorted() where other != path {
      if let survey = survey(other), survey.files.contains(path) { return survey }
    }
    return own
  }

  /// The documents that may speak of what one of these files declares: the open ones, and those of the open folders or beside the files.
  func roots(thatUse files: Set<String>) -> [(path: String, index: SymbolIndex)] {
    let beside = files.map { $0.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") }
    let folders = roots.isEmpty ? Set(beside) : Set(roots)
    let candidates = Set(open.keys).union(files).union(folders.flatMap { folder.documents($0) })
    return candidates.sorted().compactMap { path in
      guard let source = source(path) else { return nil }
      let survey = surveys[path] ?? Playbook.survey(source) { self.source($0) }
      return files.isDisjoint(with: survey.files) ? nil : (path, survey.symbols)
    }
  }

  /// The language of a document; of a document that isn't there, Chinese.
  mutating func language(of path: String) -> Language { survey(path)?.language ?? .chinese }
}
