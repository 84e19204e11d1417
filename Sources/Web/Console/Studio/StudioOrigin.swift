import Desk
import Foundation
import Hummingbird
import Ledger
import Playbook

/// What a page of the studio begins with: a proposal that was asked for, the draft, the version that cases start under now, or a blank sheet.
struct StudioOrigin {
  let name: String
  let sources: [SourceText]
  let draft: PlaybookDraft?
  /// The version that `?proposal=` names.
  let proposal: String?

  /// - Throws: `Problem` `.notFound` for what can't be a playbook's id, and for a proposal that isn't there.
  init(_ request: Request, _ visit: Visit, _ studio: StudioDoor) async throws {
    let name = visit.name("playbook")
    guard SourcesReading.isPlaybook(name) else {
      throw Problem(kind: .notFound, detail: .init("流程的编号不能是这样。", "A playbook's id can't be like that."))
    }
    self.name = name
    if let version = request.uri.queryParameters["proposal"].map(String.init) {
      let ledger = try studio.versions()
      let found = try await Problem.telling { try await ledger.readProposal(version: version) }
      guard let found, found.playbook == name else { throw Problem(kind: .notFound, detail: .init("没有这个提交。", "There is no such proposal.")) }
      (sources, draft, proposal) = (found.sources, nil, version)
      return
    }
    proposal = nil
    draft = try await Problem.telling { try await studio.drafts.readDraft(of: name) }
    if let draft {
      sources = draft.sources
      return
    }
    let published = try await Problem.telling { () async throws -> PublishedPlaybook? in
      guard let version = try await studio.desk.ledger.currentVersion(of: name) else { return nil }
      return try await studio.desk.ledger.readPlaybook(version: version)
    }
    let blank = ConsoleWords.of(visit.language).text("studio-blank", ["name": name])
    sources = published?.sources ?? [SourceText(path: "\(name).md", text: blank)]
  }
}
