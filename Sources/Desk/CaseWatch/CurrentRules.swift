import Ledger
public import Playbook

/// A rule over cases that is in force.
public struct CurrentRule: Sendable {
  public let rule: CaseRule
  /// The playbooks that declare it: their cases are counted.
  public let scope: Set<String>

  /// What a rule is known by: written otherwise, or for other playbooks, it counts anew.
  public var writing: String { "\(rule.writing) @ \(scope.sorted().joined(separator: "、"))" }
}

extension PlaybookShelf {
  /// The rules over cases of all current playbooks, by id in order. Where several declare one, the newest says how it goes.
  /// - Throws: `DeskError` when the shelf can't be read.
  public func currentRules() async throws(DeskError) -> [CurrentRule] {
    let published: [PublishedPlaybook]
    do { published = try await ledger.listPlaybooks() } catch { throw .ledger(error) }
    var rules: [CaseRule.ID: CaseRule] = [:]
    var scopes: [CaseRule.ID: Set<String>] = [:]
    for playbook in published.sorted(by: { ($0.publishedAt, $0.id) > ($1.publishedAt, $1.id) }) where playbook.mayDeclareRules {
      for rule in try await plan(version: playbook.version).caseRules {
        if rules[rule.id] == nil { rules[rule.id] = rule }
        scopes[rule.id, default: []].insert(playbook.id)
      }
    }
    return rules.values.sorted { $0.id < $1.id }.map { CurrentRule(rule: $0, scope: scopes[$0.id, default: []]) }
  }
}

extension PublishedPlaybook {
  /// Whether it is worth compiling for its rules: most playbooks have none.
  fileprivate var mayDeclareRules: Bool {
    sources.contains { source in source.text.contains("跨单规则") || source.text.lowercased().contains("rules over cases") }
  }
}
