import Playbook

extension MemoryLedger: DraftLedger {
  public func listDrafts() -> [ListedDraft] {
    drafts.values.sorted { $0.playbook < $1.playbook }.map { ListedDraft(playbook: $0.playbook, author: $0.author, at: $0.at, files: $0.sources.map(\.path)) }
  }

  public func countDrafts() -> Int { drafts.count }

  public func readDraft(of playbook: String) -> PlaybookDraft? { drafts[playbook] }

  public func keepDraft(_ draft: PlaybookDraft, insteadOf tag: String?) -> Bool {
    guard drafts[draft.playbook]?.tag == tag else { return false }
    drafts[draft.playbook] = draft
    return true
  }

  public func dropDraft(of playbook: String, tag: String) -> Bool {
    guard drafts[playbook]?.tag == tag else { return false }
    drafts[playbook] = nil
    return true
  }
}
