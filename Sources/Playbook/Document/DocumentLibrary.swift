/// The documents that make up one plan: the main one, its vocabulary, and every playbook it links to.
struct DocumentLibrary {
  private(set) var documents: [Document]
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var calendars = CalendarLibrary()
  private var indexByPath: [String: Int]
  /// The outlines of each document, read once.
  private var outlinesByPath: [String: [NamedOutline]] = [:]

  /// An outline of a document; the one without a name is the main one.
  struct NamedOutline {
    let name: String?
    let items: [OutlineItem]
  }

  /// More files than any pack has; a link loop ends earlier, because a file is read once.
  private static let mostDocuments = 500

  init(root: SourceText) {
    documents = [readDocument(root)]
    indexByPath = [root.path: 0]
  }

  /// Reads what the documents name, breadth first, each file once.
  mutating func gather(_ reading: (String) -> SourceText?) {
    var next = 0
    while next < documents.count {
      let document = documents[next]
      outlinesByPath[document.source.path] = readOutlines(of: document)
      if documents.count < Self.mostDocuments {
        for name in document.front.vocabulary { add(name, from: document, reading, missingAt: document.place(ofFrontMatter: name)) }
        for followUp in followUpFiles(of: document) { add(followUp.file, from: document, reading, missingAt: followUp.place) }
        // A link that leads nowhere is told of where its sentence is bound.
        for file in linkedFiles(of: document) { add(file, from: document, reading, missingAt: nil) }
      }
      next += 1
    }
    calendars.gather(documents, reading)
  }

  private mutating func add(_ name: String, from document: Document, _ reading: (String) -> SourceText?, missingAt place: Place?) {
    let path = resolve(name, against: document.source.path)
    guard indexByPath[path] == nil else { return }
    guard let source = reading(path) else {
      guard let place else { return }
      diagnostics.append(
        Diagnostic(
          check: MissingFileCheck.id, level: .error, file: document.source.path, place: place, language: document.language,
          message: .init("找不到文件“\(name)”。", "The file “\(name)” isn't there.")))
      return
    }
    indexByPath[path] = documents.count
    documents.append(readDocument(SourceText(path: path, text: source.text)))
  }

  /// Links that are whole items.
  private func linkedFiles(of document: Document) -> [String] {
    var found: [String] = []
    func search(_ items: [OutlineItem]) {
      for item in items {
        if let file = item.text.soleLink.flatMap({ fileName(of: $0.destination) }) { found.append(file) }
        search(item.children)
      }
    }
    for outline in outlines(of: document) { search(outline.items) }
    return found
  }

  /// The documents that say how follow-ups go.
  private func followUpFiles(of document: Document) -> [(file: String, place: Place)] {
    document.sections.filter { $0.kind == .followUps }.flatMap(\.blocks).flatMap { block -> [(String, Place)] in
      guard case .table(let table) = block else { return [] }
      return VocabularyTable(table).rows.compactMap { row in
        let name = row.cells[.procedure]?.soleLink?.destination ?? String(row.text(.procedure))
        return fileName(of: name).map { ($0, row.place(.procedure)) }
      }
    }
  }

  // MARK: procedures

  /// Every procedure of every document, the main one first.
  func procedures(_ names: Names) -> ([Procedure], [Diagnostic]) {
    var procedures: [Procedure] = []
    var findings: [Diagnostic] = []
    var unknownNames: [UnknownMention] = []
    let followUps = Dictionary(grouping: names.vocabulary.followUps) { round(of: $0) }
    for (index, document) in documents.enumerated() {
      let outlines = outlines(of: document)
      // The main document always has a main procedure, even when there is nothing in it.
      for outline in outlines.isEmpty && index == 0 ? [NamedOutline(name: nil, items: [])] : outlines {
        let id = procedureID(document, outline.name)
        var reading = ProcedureReading(names: names, document: document, procedure: id, followUps: followUps[id] ?? []) { procedureOfLink($0, from: document) }
        reading.hasCalendar = !document.front.calendar.isEmpty || !documents[0].front.calendar.isEmpty
        let (steps, first) = Linking.steps(of: reading.nodes(outline.items, parent: id, depth: 0))
        let title = outline.name ?? document.title.map { String($0.text.trimmed) } ?? id
        procedures.append(
          Procedure(
            id: id, title: title, file: document.source.path, steps: steps, first: first, quietHours: document.front.quietHours,
            calendar: calendars.calendar(of: document) ?? calendars.calendar(of: documents[0])))
        findings += reading.diagnostics
        unknownNames += reading.unknownNames
      }
    }
    return (procedures, findings + UnknownNameCheck.findings(of: unknownNames))
  }

  func outlines(of document: Document) -> [NamedOutline] { outlinesByPath[document.source.path] ?? [] }

  /// Sections without a name are one outline, the first.
  private func readOutlines(of document: Document) -> [NamedOutline] {
    var main: [OutlineItem] = []
    var hasMain = false
    var named: [NamedOutline] = []
    for section in document.sections where section.kind == .procedure {
      let items = section.plain?.items ?? readOutline(section.blocks)
      if let name = section.name {
        named.append(NamedOutline(name: String(name), items: items))
      } else {
        main += items
        hasMain = hasMain || !items.isEmpty
      }
    }
    return (hasMain || !named.isEmpty ? [NamedOutline(name: nil, items: main)] : []) + named
  }

  /// The outline of a document that has no name; nil where there is none.
  func mainProcedure(of document: Document) -> Procedure.ID? { outlines(of: document).isEmpty ? nil : procedureID(document, nil) }

  private func procedureID(_ document: Document, _ name: String?) -> Procedure.ID {
    let base = document.front.id ?? baseName(of: document.source.path)
    return name.map { "\(base)#\($0)" } ?? base
  }

  /// The procedure that each follow-up runs.
  func rounds(_ names: Names) -> [FollowUp.ID: Procedure.ID] {
    Dictionary(names.vocabulary.followUps.compactMap { followUp in round(of: followUp).map { (followUp.id, $0) } }, uniquingKeysWith: { first, _ in first })
  }

  private func round(of followUp: FollowUp) -> Procedure.ID? {
    followUpHome(followUp).flatMap { procedureOfLink(followUp.procedure, from: $0) }
  }

  /// Follow-ups whose procedure is a section or outline that isn't there. A missing file is told of where it is looked for.
  func missingRounds(_ names: Names) -> [Diagnostic] {
    names.vocabulary.followUps.compactMap { followUp in
      guard round(of: followUp) == nil, let home = followUpHome(followUp) else { return nil }
      if let file = fileName(of: followUp.procedure), indexByPath[resolve(file, against: home.source.path)] == nil { return nil }
      return Diagnostic(
        check: MissingFileCheck.id, level: .error, file: home.source.path, place: followUp.place, language: home.language,
        message: .init(
          "跟单“\(followUp.name)”的流程“\(followUp.procedure)”找不到。", "The procedure “\(followUp.procedure)” of the follow-up “\(followUp.name)” isn't there."))
    }
  }

  private func followUpHome(_ followUp: FollowUp) -> Document? { indexByPath[followUp.file].map { documents[$0] } }

  func procedureOfLink(_ destination: String, from document: Document) -> Procedure.ID? {
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var target = document
    if let file = parts.first, !file.isEmpty {
      guard let index = indexByPath[resolve(file, against: document.source.path)] else { return nil }
      target = documents[index]
    }
    guard parts.count == 2 else { return outlines(of: target).isEmpty ? nil : procedureID(target, nil) }
    let wanted = normalized(percentDecoded(parts[1]))
    let name = outlines(of: target).compactMap(\.name).first { normalized($0) == wanted }
    return name.map { procedureID(target, $0) }
  }

  // MARK: paths and version

  private func fileName(of destination: String) -> String? {
    let file = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? ""
    return file.hasSuffix(".md") && !file.contains("://") ? percentDecoded(file) : nil
  }

  func baseName(of path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.hasSuffix(".md") ? String(file.dropLast(3)) : file
  }

  /// A digest of the names and texts of all documents and calendars. Where they lie on a disk doesn't matter.
  var version: String {
    digest((documents.map(\.source) + calendars.sources).map { "\(baseName(of: $0.path))\u{1F}\($0.text)" }.joined(separator: "\u{1E}"))
  }
}
