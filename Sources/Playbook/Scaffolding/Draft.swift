/// What is drafted for an outline: names, and what is changed in its lines.
struct Draft {
  let document: Document
  var names: [DraftedName] = []
  /// One for each line at most.
  var edits: [Int: DraftEdit] = [:]
  /// Why a line was left to a person.
  var reasons: [Int: Diagnostic.Message] = [:]

  init(_ document: Document) {
    self.document = document
    var outline: [OutlineItem] = []
    for section in document.sections where section.kind == .procedure { outline += section.plain?.items ?? readOutline(section.blocks) }
    var reading = DraftReading(document: document)
    reading.read(outline)
    names = reading.names
    edits = reading.edits
    reasons = reading.reasons
    dropUnused()
  }

  /// Facts and follow-ups are there for the sentences that were bound to them.
  mutating func dropUnused() {
    let used = Set(edits.values.flatMap(\.needs))
    names.removeAll { $0.isForEdits && !used.contains($0.key) }
  }

  mutating func drop(_ keys: Set<DraftedName.Key>, because reason: Diagnostic.Message) {
    names.removeAll { keys.contains($0.key) }
    for (line, edit) in edits where edit.needs.contains(where: keys.contains) { takeBack(line, because: reason) }
    dropUnused()
  }

  mutating func takeBack(_ line: Int, because reason: Diagnostic.Message) {
    edits[line] = nil
    reasons[line] = reasons[line] ?? reason
  }
}

/// Something that is declared in the drafted vocabulary.
struct DraftedName {
  enum Kind: Hashable {
    case fact, party, action, event, followUp

    var words: Diagnostic.Message {
      switch self {
      case .fact: .init("事实", "fact")
      case .party: .init("角色", "party")
      case .action: .init("动作", "action")
      case .event: .init("事件", "event")
      case .followUp: .init("跟单", "follow-up")
      }
    }
  }

  struct Key: Hashable {
    let kind: Kind
    let label: String
  }

  let kind: Kind
  let label: String
  /// Of the raw outline.
  let line: Int
  /// Values of a fact, outcomes of an action.
  var values: [String] = []
  var actionKind = ActionKind.task
  /// What has to be so before the action may run: a flag that is declared with it.
  var requires: String?
  /// What an action says.
  var wording: String?
  /// Other names of a party.
  var aliases: [String] = []
  /// Declared because a sentence was bound to it, and for nothing else.
  var isForEdits = false

  var key: Key { Key(kind: kind, label: label) }
}

/// A change of one line: the line as it becomes, and what is needed for that.
struct DraftEdit {
  let lines: [String]
  let needs: [DraftedName.Key]
}
