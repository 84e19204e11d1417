import Casework
import Playbook

/// A case on the page of one of its parties.
struct PartyCasePage {
  struct Line {
    let words: String
    let at: PageTimes.Stamp
  }

  struct Owed {
    let words: String
    let due: PageTimes.Stamp
    let isLate: Bool
  }

  struct OrderCard {
    let number: String
    let words: String
    let isLate: Bool
  }

  /// Something that was said, or a file.
  struct Item {
    let isMine: Bool
    let words: String?
    let file: File?
    let at: PageTimes.Stamp
  }

  struct File {
    let name: String
    let address: String
    let thumbnail: String?
  }

  let title: String
  let number: String
  let isOpen: Bool
  let standing: String
  let standingLead: String
  let isYours: Bool
  let isOver: Bool
  let story: [Line]
  let owed: [Owed]
  /// Whether anything ever was: that nothing is open says nothing otherwise.
  let wasPromised: Bool
  let order: OrderCard?
  let items: [Item]
  let asks: PartyAsks
  let contact: PartyContact
  let hasContact: Bool

  init(_ own: OwnCase, _ status: OrderStatus?, _ times: PageTimes, _ t: ConsoleWords) {
    title = own.plan.title
    number = own.state.id.text
    isOpen = own.isOpen
    standing = t.text("party-standing-\(own.standing.rawValue)")
    standingLead = t.text("party-lead-\(own.standing.rawValue)")
    isYours = own.standing == .yours
    isOver = own.standing == .closed
    story = own.story.map { Line(words: Self.words($0.what, times, t), at: times.stamp($0.at)) }
    owed = own.promises.map { Owed(words: $0.text, due: times.stamp($0.due), isLate: $0.due < times.now) }
    wasPromised = !owed.isEmpty || own.story.contains { Self.isOfPromise($0.what) }
    order = status.map { OrderCard(number: $0.order, words: $0.text, isLate: $0.isOverdue) }
    items = Self.items(own, times)
    asks = PartyAsks(own, times, t)
    contact = PartyContact(own)
    hasContact = contact.takesPhone || contact.takesEmergency
  }

  private static func isOfPromise(_ what: OwnCase.What) -> Bool {
    switch what {
    case .promised, .kept, .late: true
    case .opened, .withAgent, .filesTaken, .paid, .closed: false
    }
  }

  private static func words(_ what: OwnCase.What, _ times: PageTimes, _ t: ConsoleWords) -> String {
    switch what {
    case .opened: t.text("party-story-opened")
    case .withAgent: t.text("party-story-agent")
    case .promised(let words, let due): t.text("party-story-promised", ["what": words, "due": times.stamp(due).text])
    case .kept(let words): t.text("party-story-kept", ["what": words])
    case .late(let words): t.text("party-story-late", ["what": words])
    case .filesTaken(let count): t.text("party-story-files", ["count": "\(count)"])
    case .paid(let words): t.text("party-story-paid", ["what": words])
    case .closed: t.text("party-story-closed")
    }
  }

  /// Words and files in the order in which they came.
  private static func items(_ own: OwnCase, _ times: PageTimes) -> [Item] {
    let said = own.messages.map { message in
      (message.at, message.sequence, Item(isMine: message.isMine, words: message.text, file: nil, at: times.stamp(message.at)))
    }
    let files = own.evidence.map { added in
      let view = EvidenceView(added, at: "/v1/own/evidence")
      let file = File(name: view.name, address: view.file, thumbnail: view.thumbnail)
      return (added.at, Int.max, Item(isMine: true, words: nil, file: file, at: times.stamp(added.at)))
    }
    return (said + files).sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { $0.2 }
  }
}

/// What customers keep current. Numbers are never on the page but for their end.
struct PartyContact {
  let takesPhone: Bool
  let phoneEnd: String?
  let takesEmergency: Bool
  let emergencyEnd: String?

  init(_ own: OwnCase) {
    takesPhone = own.takesPhone
    phoneEnd = own.known(OwnCase.ContactFact.phone).map(OwnCaseView.end)
    takesEmergency = own.takesEmergencyContact
    emergencyEnd = own.known(OwnCase.ContactFact.emergencyPhone).map(OwnCaseView.end)
  }
}
