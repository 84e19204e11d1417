import Hummingbird
import Ledger
import Playbook

/// `/console/playbooks/{playbook}/versions`: how each version came to be.
extension PlaybookPages {
  private struct Content {
    let head: PlaybookHead
    let rows: [Row]
  }

  private struct Row {
    struct Deed {
      let who: String
      let at: PageTimes.Stamp
      let isUndo: Bool
    }

    struct Before {
      let path: String
      let before: String
    }

    let path: String
    let short: String
    let isCurrent: Bool
    let first: PageTimes.Stamp
    let proposals: [Deed]
    let approvals: [Deed]
    let publications: [Deed]
    let openCount: String
    /// To what the version before it said; none for the first.
    let diffs: [Before]
  }

  /// However many there are, no more are shown.
  private static let mostVersions = 100

  func versions(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let chosen = try await chosen(visit)
    let id = chosen.plan.id
    let record = try versionRecord()
    let times = console.times(request, visit)
    let versions = try await Problem.telling { try await record.listVersions(of: id) }
    let proposals = try await Problem.telling { try await record.listProposals(of: id) }
    let publications = try await Problem.telling { try await record.listPublications(of: id) }
    let open = try await Problem.telling { try await record.countOpenCases(of: id) }
    var rows: [Row] = []
    for (place, one) in versions.prefix(Self.mostVersions).enumerated() {
      let version = one.version
      let approvals = try await Problem.telling { try await record.listApprovals(of: version) }
      let before = place + 1 < versions.count ? versions[place + 1].version : nil
      rows.append(
        Row(
          path: PlaybookPath.page(id, version: version == chosen.plan.version ? nil : version), short: String(version.prefix(12)),
          isCurrent: version == chosen.plan.version, first: times.stamp(one.publishedAt),
          proposals: proposals.filter { $0.version == version }.map { Row.Deed(who: $0.author, at: times.stamp($0.at), isUndo: false) },
          approvals: approvals.map { Row.Deed(who: $0.approver, at: times.stamp($0.at), isUndo: false) },
          publications: publications.filter { $0.version == version }.map {
            Row.Deed(who: $0.publisher, at: times.stamp($0.at), isUndo: $0.undoes != nil)
          },
          openCount: "\(open[version] ?? 0)",
          diffs: before.map { [Row.Before(path: PlaybookPath.diff(id, from: $0, to: version), before: String($0.prefix(12)))] } ?? []))
    }
    return try page("playbook-versions", chosen, .versions, Content(head: PlaybookHead(chosen, .versions, visit), rows: rows), request, visit)
  }
}
