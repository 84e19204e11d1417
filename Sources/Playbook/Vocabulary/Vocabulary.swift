/// The declared names of a pack: what its documents may talk about.
public struct Vocabulary: Sendable {
  public var facts: [Fact] { declaredFacts.all }
  public var parties: [Party] { declaredParties.all }
  public var actions: [Action] { declaredActions.all }
  public var messages: [Message] { declaredMessages.all }
  public var events: [NamedEvent] { declaredEvents.all }
  public var followUps: [FollowUp] { declaredFollowUps.all }

  var declaredFacts = Declared<Fact>()
  var declaredParties = Declared<Party>()
  var declaredActions = Declared<Action>()
  var declaredMessages = Declared<Message>()
  var declaredEvents = Declared<NamedEvent>()
  var declaredFollowUps = Declared<FollowUp>()
  var declaredTables = Declared<DecisionTable>()
  /// What is said of reaching people.
  public internal(set) var contacts = ContactVocabulary()

  public init() {}

  public var isEmpty: Bool { facts.isEmpty && parties.isEmpty && actions.isEmpty && messages.isEmpty && events.isEmpty && followUps.isEmpty }

  /// The fact with this id.
  public func fact(_ id: Fact.ID) -> Fact? { declaredFacts[id] }
  /// The party with this id.
  public func party(_ id: Party.ID) -> Party? { declaredParties[id] }
  /// The action with this id.
  public func action(_ id: Action.ID) -> Action? { declaredActions[id] }
  /// The message with this id.
  public func message(_ id: Message.ID) -> Message? { declaredMessages[id] }
  /// The event with this id.
  public func event(_ id: NamedEvent.ID) -> NamedEvent? { declaredEvents[id] }
  /// The follow-up with this id.
  public func followUp(_ id: FollowUp.ID) -> FollowUp? { declaredFollowUps[id] }
}

/// The declared things of one kind, in document order, found by id.
struct Declared<Thing: Labelled & Sendable>: Sendable {
  private(set) var all: [Thing] = []
  private var places: [String: Int] = [:]

  subscript(id: String) -> Thing? { places[id].map { all[$0] } }

  /// A thing with an id that is declared already takes the other's place.
  mutating func put(_ thing: Thing) {
    if let place = places[thing.id] {
      all[place] = thing
    } else {
      places[thing.id] = all.count
      all.append(thing)
    }
  }
}

/// Something that happens outside and that a step can wait for: the customer calls back, a refund is filed.
public struct NamedEvent: Labelled, Hashable, Sendable {
  public typealias ID = String

  public let id: ID
  public let labels: [String]
  /// What is known once it has happened.
  public let brings: [FactSetting]
  public let place: Place
}

/// `fact = value`, as events and conclusions set it.
public struct FactSetting: Hashable, Sendable {
  public let fact: Fact.ID
  public let value: Value

  public init(fact: Fact.ID, value: Value) {
    self.fact = fact
    self.value = value
  }
}

/// A kind of follow-up 跟单: a procedure that is run again and again until it ends or its time is over.
public struct FollowUp: Labelled, Hashable, Sendable {
  public typealias ID = String

  public let id: ID
  public let labels: [String]
  /// The document (path as written) or section that says how it goes.
  public let procedure: String
  /// The role that owns it.
  public let owner: String
  /// The pause between two rounds.
  public let interval: Allowance?
  /// From its start; when it is over the follow-up ends with the last outcome.
  public let limit: Allowance?
  /// Closed list of ends, the last one meaning that time ran out.
  public let outcomes: [Choice]
  /// The file that declares it: relative names start there.
  let file: String
  public let place: Place
}

extension Vocabulary {
  /// Reads `fact = value` as a person writes it; nil when it names no declared fact or no value of it.
  public func setting(_ text: String) -> FactSetting? { readSetting(text[...], Names(self)) }
  /// The fact of this name.
  public func fact(named name: some StringProtocol) -> Fact? { facts.first { $0.isCalled(name) } }
  /// The action of this name.
  public func action(named name: some StringProtocol) -> Action? { actions.first { $0.isCalled(name) } }
  /// The event of this name.
  public func event(named name: some StringProtocol) -> NamedEvent? { events.first { $0.isCalled(name) } }
}
