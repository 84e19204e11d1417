import Playbook
import Ledger

/// A draft in the list.
struct DraftRow: Encodable {
  let playbook: String
  let author: String
  let savedAt: String
  let files: [String]

  init(_ draft: ListedDraft) {
    playbook = draft.playbook
    author = draft.author
    savedAt = draft.at.rfc3339
    files = draft.files
  }
}

/// A draft with all its texts.
struct DraftView: Encodable {
  let playbook: String
  let author: String
  let savedAt: String
  let main: String
  let files: [String: String]

  init(_ draft: PlaybookDraft) {
    playbook = draft.playbook
    author = draft.author
    savedAt = draft.at.rfc3339
    main = draft.sources.first?.path ?? ""
    files = Dictionary(draft.sources.map { ($0.path, $0.text) }) { first, _ in first }
  }

  static func tag(_ draft: PlaybookDraft) -> String { "\"\(draft.tag)\"" }
}
