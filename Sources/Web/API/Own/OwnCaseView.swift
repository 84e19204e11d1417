import Casework
import Playbook

/// A case as the API shows it to one of its parties. Of numbers only the end is shown: links are forwarded.
struct OwnCaseView: Encodable {
  struct Asked: Encodable {
    let fact: String
    let text: String
    let due: String
    let type: String
    let choices: [Choice]?
  }

  struct Choice: Encodable {
    let value: String
    let name: String
  }

  struct Saying: Encodable {
    let event: String
    let name: String
  }

  struct Owed: Encodable {
    let text: String
    let due: String
  }

  struct Told: Encodable {
    let sequence: Int
    let at: String
    /// `me` or `desk`.
    let from: String
    let channel: String?
    /// Left out where it was filled with personal data.
    let text: String?
  }

  struct Rated: Encodable {
    let isOpen: Bool
    let score: Int?
  }

  struct Contact: Encodable {
    let takesPhone: Bool
    let phone: String?
    let takesEmergencyContact: Bool
    let emergencyPhone: String?
  }

  let `case`: String
  let title: String
  let party: String
  /// `yours`, `with-agent`, `under-way`, `settling` or `closed`.
  let standing: String
  let openedAt: String
  let questions: [Asked]
  let events: [Saying]
  let promises: [Owed]
  let messages: [Told]
  let entries: [EntryView]
  let evidence: [EvidenceView]
  let rating: Rated
  let contact: Contact
  /// Left out where nobody has told of the order, or it is somebody else's.
  let order: OrderStatus?

  init(_ own: OwnCase, _ order: OrderStatus?) {
    `case` = own.state.id.text
    title = own.plan.title
    party = own.party
    standing = own.standing.rawValue
    openedAt = own.state.openedAt.rfc3339
    questions = own.questions.map { question in
      Asked(
        fact: question.fact.id, text: question.text, due: question.due.rfc3339, type: question.fact.type.word,
        choices: question.fact.values?.map { Choice($0, of: question.fact, own.language) })
    }
    events = own.sayings.map { Saying(event: $0.id, name: $0.name) }
    promises = own.promises.map { Owed(text: $0.text, due: $0.due.rfc3339) }
    messages = own.messages.map {
      Told(sequence: $0.sequence, at: $0.at.rfc3339, from: $0.isMine ? "me" : "desk", channel: $0.channel?.rawValue, text: $0.text)
    }
    entries = own.entries.map(\.view)
    evidence = own.evidence.map { EvidenceView($0, at: "/v1/own/evidence") }
    rating = Rated(isOpen: own.takesRating, score: own.rating)
    contact = Contact(
      takesPhone: own.takesPhone, phone: own.known(OwnCase.ContactFact.phone).map(Self.end), takesEmergencyContact: own.takesEmergencyContact,
      emergencyPhone: own.known(OwnCase.ContactFact.emergencyPhone).map(Self.end))
    self.order = order
  }

  /// The last four of a number.
  static func end(of number: String) -> String { PersonalNumbers.mask + number.suffix(4) }
}

extension OwnCaseView.Choice {
  /// As `SignalWords` reads it: the id of a choice, true and false.
  init(_ value: Value, of fact: Fact, _ language: Language) {
    name = fact.words(for: value, in: language)
    self.value =
      switch value {
      case .choice(let id): id
      case .flag(let flag): flag ? "true" : "false"
      default: name
      }
  }
}
