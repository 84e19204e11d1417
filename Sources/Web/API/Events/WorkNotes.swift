import Casework
import Desk
import Ledger
import NIOCore
import Playbook

/// What changed within a moment in who does what, told to each by what they may know.
///
/// It is written once for all who see work; only those whom it concerns get something of their own.
struct WorkNotes: Sendable {
  /// Who listens.
  struct Listener: Sendable {
    /// As callers are told apart.
    let person: String
    /// Whether they see work, and who is here.
    let seesWork: Bool
    /// The one case that they ask for; nil for all.
    var caseID: CaseID?
    /// Nothing but what concerns them.
    var isMine = false
  }

  fileprivate struct Note: Sendable {
    let caseID: CaseID?
    let common: String
    /// For those whom it concerns.
    let own: [String: String]
  }

  fileprivate struct Said: Encodable {
    let at: String
    var `case`: String?
    var task: String?
    var person: String?
    /// What it means for whoever hears it.
    var you: String?
  }

  /// More changes than that within a moment are told as one that names none.
  static let mostNamed = 20

  private let notes: [Note]
  private let concerned: Set<String>
  private let general: String
  private let all: ByteBuffer
  private let byCase: [CaseID: ByteBuffer]

  init(_ changes: [WorkChange], at now: Instant) {
    let at = now.rfc3339
    let notes = changes.map { Note($0, at: at) }
    let general = Self.event(Said(at: at))
    self.notes = notes
    self.general = general
    concerned = notes.reduce(into: []) { $0.formUnion($1.own.keys) }
    all = ByteBuffer(string: notes.count > Self.mostNamed ? general : notes.map(\.common).joined())
    byCase = notes.reduce(into: [:]) { cases, note in
      guard let id = note.caseID else { return }
      cases[id, default: ByteBuffer()].writeString(note.common)
    }
  }

  /// - Returns: nil when there is nothing for them.
  func bytes(for listener: Listener) -> ByteBuffer? {
    guard concerned.contains(listener.person) else {
      guard listener.seesWork, !listener.isMine else { return nil }
      guard let id = listener.caseID else { return all }
      return byCase[id]
    }
    return own(listener)
  }

  private func own(_ listener: Listener) -> ByteBuffer? {
    let seesAll = listener.seesWork && !listener.isMine
    var text = ""
    var others = ""
    for note in notes {
      if let words = note.own[listener.person] {
        text += words
      } else if seesAll, listener.caseID.map({ $0 == note.caseID }) ?? true {
        others += note.common
      }
    }
    let isMuch = notes.count > Self.mostNamed && listener.caseID == nil
    text += isMuch && !others.isEmpty ? general : others
    return text.isEmpty ? nil : ByteBuffer(string: text)
  }

  /// Without an id: it stands in no record, and nobody takes it up again.
  fileprivate static func event(_ said: Said) -> String { "event: work-changed\ndata: \((try? StoredJSON.text(said)) ?? "{}")\n\n" }
}

extension WorkNotes.Note {
  fileprivate init(_ change: WorkChange, at: String) {
    switch change {
    case .moved(let move):
      let said = WorkNotes.Said(at: at, case: move.work.caseID.text, task: move.work.task.text)
      caseID = move.work.caseID
      common = WorkNotes.event(said)
      own = change.meanings.mapValues { meaning in
        var own = said
        own.you = meaning.rawValue
        return WorkNotes.event(own)
      }
    case .presence(let person):
      var said = WorkNotes.Said(at: at, person: PersonName.text(person))
      caseID = nil
      common = WorkNotes.event(said)
      said.you = "presence"
      own = [person: WorkNotes.event(said)]
    }
  }
}
