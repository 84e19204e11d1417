public import Playbook

/// Changes what is said of people in events and signals: seals it, opens it, takes it away. It is shown every such word once, with where it stands.
///
/// What a fact is worth is shown whole: whether the fact is personal is for the change to know.
public protocol PersonalChange {
  /// - Parameters:
  ///   - party: whose words they are; nil where nothing beside them says.
  ///   - field: where they stand within the event or signal; no two have the same.
  /// - Returns: what is to stand there.
  func words(_ words: String, of party: Party.ID?, in field: String) throws -> String
  /// - Parameter field: as above.
  func value(_ value: Value, of fact: Fact.ID, in field: String) throws -> Value
}

extension PersonalChange {
  func wordsIfAny(_ words: String?, of party: Party.ID?, in field: String) throws -> String? {
    guard let words else { return nil }
    return try self.words(words, of: party, in: field)
  }

  func valueIfAny(_ value: Value?, of fact: Fact.ID, in field: String) throws -> Value? {
    guard let value else { return nil }
    return try self.value(value, of: fact, in: field)
  }

  /// Words by name.
  func table(_ table: [String: String], of party: Party.ID?, in field: String) throws -> [String: String] {
    var changed = table
    for (name, words) in table { changed[name] = try self.words(words, of: party, in: "\(field).\(name)") }
    return changed
  }

  func reports(_ reports: [FactReport], in field: String) throws -> [FactReport] {
    try reports.enumerated().map { place, report in try self.report(report, in: "\(field).\(place)") }
  }

  func report(_ report: FactReport, in field: String) throws -> FactReport {
    FactReport(fact: report.fact, value: try valueIfAny(report.value, of: report.fact, in: field), source: report.source)
  }

  func uses(_ uses: [FactUse], in field: String) throws -> [FactUse] {
    try uses.enumerated().map { place, use in
      FactUse(fact: use.fact, value: try valueIfAny(use.value, of: use.fact, in: "\(field).\(place)"), learned: use.learned)
    }
  }

  func message(_ message: CaseMessage) throws -> CaseMessage {
    message.saying(try words(message.text, of: message.from ?? message.to, in: "text"))
  }

  func evidence(_ evidence: Evidence) throws -> Evidence {
    var attributes = evidence.attributes
    for (name, words) in evidence.attributes where !Evidence.technicalAttributes.contains(name) {
      attributes[name] = try self.words(words, of: evidence.party, in: "attributes.\(name)")
    }
    return Evidence(
      id: evidence.id, kind: evidence.kind, name: try words(evidence.name, of: evidence.party, in: "name"), type: evidence.type, bytes: evidence.bytes,
      sha256: evidence.sha256, party: evidence.party, note: try wordsIfAny(evidence.note, of: evidence.party, in: "note"), attributes: attributes,
      seal: try evidence.seal.map { seal in
        EvidenceSeal(key: try words(seal.key, of: evidence.party, in: "seal.key"), original: seal.original, thumbnail: seal.thumbnail)
      })
  }

  func repair(_ repair: Repair) throws -> Repair {
    guard case .setFact(let report) = repair else { return repair }
    return .setFact(report: try self.report(report, in: "fact"))
  }
}

extension Evidence {
  /// What the server notes by itself. It says nothing of anybody, and files are found by it.
  static let technicalAttributes: Set<String> = ["received-at", "thumbnail", "thumbnail-fault"]
}
