public import Casework
public import Playbook

/// Reads what a person or program wrote to a case by the names its playbook uses: a name that it doesn't know is answered with those it has.
///
/// Names are ids, labels or other names, in either language.
public struct SignalWords: Sendable {
  public let vocabulary: Vocabulary
  /// Who says it, as facts name their sources.
  private let source: String

  /// - Parameter source: as `FactReport.source`.
  public init(_ vocabulary: Vocabulary, source: String) {
    self.vocabulary = vocabulary
    self.source = source
  }

  /// - Parameter text: the value in words; nil, 未知 or unknown for one that can't be known.
  public func fact(_ name: String, is text: String?) throws(SignalFault) -> FactReport {
    guard let fact = vocabulary.fact(named: name) else { throw .unknown(.fact, name, known: vocabulary.facts.map(\.name)) }
    guard let text else { return FactReport(fact: fact.id, value: nil, source: source) }
    if let value = fact.value(text) { return FactReport(fact: fact.id, value: value, source: source) }
    if ["未知", "unknown"].contains(text.lowercased()) { return FactReport(fact: fact.id, value: nil, source: source) }
    throw .notAValue(of: fact, text)
  }

  /// The declared event that is meant.
  public func event(_ name: String) throws(SignalFault) -> NamedEvent {
    guard let event = vocabulary.event(named: name) else { throw .unknown(.event, name, known: vocabulary.events.map(\.name)) }
    return event
  }

  /// The declared action that is meant.
  public func action(_ name: String) throws(SignalFault) -> Action {
    guard let action = vocabulary.action(named: name) else { throw .unknown(.action, name, known: vocabulary.actions.map(\.name)) }
    return action
  }

  /// The party that is meant.
  public func party(_ name: String) throws(SignalFault) -> Party {
    guard let party = vocabulary.party(named: name) else { throw .unknown(.party, name, known: vocabulary.parties.map(\.name)) }
    return party
  }

  /// The channel that is meant, by its id or label.
  public func channel(_ name: String) throws(SignalFault) -> ChannelName {
    guard let channel = ChannelName(rawValue: name) ?? ChannelName(label: name) else {
      throw .unknown(.channel, name, known: ChannelName.allCases.map(\.rawValue))
    }
    return channel
  }

  /// The task that is meant. - Parameter name: nil for the only one there is.
  public func task(_ name: String?, of state: Case) throws(SignalFault) -> TaskID {
    if let name { return TaskID(name) }
    let tasks = state.tasks.values.sorted { $0.id < $1.id }
    guard let first = tasks.first else { throw .noTask(state.id) }
    guard tasks.count == 1 else { throw .severalTasks(tasks) }
    return first.id
  }
}
