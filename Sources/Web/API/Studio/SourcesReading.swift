import Desk
import Ledger
import Playbook

/// A playbook's sources as a request has them: `{"files": {"refund.md": "…", "vocabulary.md": "…"}, "main": "refund.md"}`.
enum SourcesReading {
  /// More than any pack has.
  static let mostFiles = 100
  /// In UTF-8, all files together.
  static let mostBytes = 524_288
  static let longestName = 200
  /// Of a request that carries them: as JSON they may be longer.
  static let bodyLimit = 2_097_152

  /// Reads both members; what is wrong is noted.
  /// - Returns: the document first, then the others by name; empty when something was noted.
  static func read(_ object: JSONObject) -> [SourceText] {
    let main = object.text("main", longest: longestName)
    guard object.has("files") else {
      object.note("files", .init("缺这一项", "missing"))
      return []
    }
    let files = object.values("files")
    if object.hasFault(at: "files") || object.hasFault(at: "main") { return [] }
    guard (1...mostFiles).contains(files.count) else {
      object.note("files", .init("1 到 \(mostFiles) 个文件", "1 to \(mostFiles) files"))
      return []
    }
    var sources: [SourceText] = []
    var bytes = 0
    for (name, value) in files {
      guard isName(name), case .text(let text) = value else {
        let shown = name.prefix(60)
        object.note(
          "files", .init("“\(shown)”：文件名以 .md、.yaml 或 .yml 结尾，内容是文字", "“\(shown)”: names end in .md, .yaml or .yml, and what they hold is text"))
        return []
      }
      bytes += text.utf8.count
      sources.append(SourceText(path: name, text: text))
    }
    guard bytes <= mostBytes else {
      object.note("files", .init("合起来最多 \(mostBytes >> 10) KB", "at most \(mostBytes >> 10) KB together"))
      return []
    }
    guard let place = sources.firstIndex(where: { $0.path == main }), main.hasSuffix(".md") else {
      object.note("main", .init("应是 files 里的一个 .md 文件", "should be one of the files, a .md"))
      return []
    }
    let document = sources.remove(at: place)
    return [document] + sources
  }

  /// The same, or `{"playbook": "refund"}` for the version that cases start under now.
  /// - Throws: `Problem` with everything that is wrong so far, or when the ledger doesn't answer.
  static func read(_ object: JSONObject, or desk: Desk) async throws -> [SourceText] {
    guard object.has("playbook"), !object.has("files") else { return read(object) }
    let playbook = object.text("playbook")
    try object.check()
    let found = try await Problem.telling { () async throws -> PublishedPlaybook? in
      guard let version = try await desk.ledger.currentVersion(of: playbook) else { return nil }
      return try await desk.ledger.readPlaybook(version: version)
    }
    guard let found else {
      object.note("playbook", .init("没有发布过这份流程", "no such playbook is published"))
      return []
    }
    return found.sources
  }

  private static let kinds = [".md", ".yaml", ".yml"]

  /// As documents name each other: no path from the root, nothing that isn't seen.
  static func isName(_ name: String) -> Bool {
    guard (1...longestName).contains(name.count), !name.hasPrefix("/"), !hasOddities(name, besides: "\\") else { return false }
    return kinds.contains { name.hasSuffix($0) && name.count > $0.count }
  }

  /// What a draft is called: as the id of a playbook, which stands in paths.
  static func isPlaybook(_ name: String) -> Bool {
    guard (1...80).contains(name.count), name.utf8.count <= 240, name != ".", name != ".." else { return false }
    return !hasOddities(name, besides: "/\\?#% ")
  }

  private static func hasOddities(_ name: String, besides signs: String) -> Bool {
    let signs = Set(signs.unicodeScalars)
    return name.unicodeScalars.contains { scalar in
      signs.contains(scalar) || [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }
  }
}

extension [SourceText] {
  /// The document with the others at hand.
  func compiled() -> Compilation { compile(first ?? SourceText(path: "", text: "")) { name in self.first { $0.path == name } } }

  /// A plan that can be run. - Throws: `Problem` `.invalid` with the errors that were found: such a plan might do harm.
  func runnable() throws(Problem) -> Plan {
    let compilation = compiled()
    try compilation.mustBeSound()
    return compilation.plan
  }
}

extension Compilation {
  private static let mostFaults = 20

  func mustBeSound() throws(Problem) {
    let errors = diagnostics.filter { $0.level == .error }
    guard errors.isEmpty else {
      throw .invalid(
        errors.prefix(Self.mostFaults).map { error in
          let at = "\(error.file):\(error.place.line)"
          return Problem.Fault(place: "/files", words: .init("\(at) \(error.message.chinese)", "\(at) \(error.message.english)"))
        })
    }
    guard plan.main.first != nil else {
      throw .invalid([
        Problem.Fault(place: "/files", words: .init("文档里没有步骤：步骤写成列表项。", "The document has no steps: write them as list items."))
      ])
    }
  }
}
