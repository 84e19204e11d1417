extension MemoryLedger: DraftLedger {
  public func listDrafts() -> [PlaybookDraft] { drafts.values.sorted { $0.playbook < $1.playbook } }

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
