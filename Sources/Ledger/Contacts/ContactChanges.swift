public import Casework

/// What events of one case mean for the register of contacts.
public struct ContactChanges: Hashable, Sendable {
  public private(set) var begun: [ContactRow] = []
  /// Of effects that were planned by earlier events.
  public private(set) var ended: [ContactEnd] = []
  public private(set) var consents: [ConsentRow] = []

  public var isEmpty: Bool { begun.isEmpty && ended.isEmpty && consents.isEmpty }

  /// - Parameter subject: of the case that the events belong to.
  public init(of events: [Event], _ caseID: CaseID, about subject: String) {
    for event in events {
      switch event.kind {
      case .effectPlanned(let effect): plan(effect, event, caseID, subject)
      case .effectEnded(let ended) where ended.person != nil: end(ContactEnd(ended, at: event.at))
      case .heard(let heard):
        begun.append(
          ContactRow(
            key: EffectKey("\(caseID)/heard/\(event.sequence)"), caseID: caseID, sequence: event.sequence, person: heard.person, party: heard.party,
            channel: heard.channel, direction: .in, purpose: "heard", subject: subject, plannedAt: event.at, endedAt: event.at))
      case .consented(let consented):
        consents.append(
          ConsentRow(
            caseID: caseID, sequence: event.sequence, person: consented.person, party: consented.party, scope: consented.scope, subject: subject,
            isGiven: consented.isGiven, at: event.at, until: consented.until))
      default: break
      }
    }
  }

  private mutating func plan(_ effect: Effect, _ event: Event, _ caseID: CaseID, _ subject: String) {
    guard let person = effect.person, let party = effect.party, let channel = effect.channel else { return }
    begun.append(
      ContactRow(
        key: effect.key, caseID: caseID, sequence: event.sequence, person: person, party: party, channel: channel, direction: .out,
        purpose: effect.purpose.rawValue, subject: subject, plannedAt: event.at))
  }

  private mutating func end(_ end: ContactEnd) {
    if let place = begun.lastIndex(where: { $0.key == end.key }) { begun[place].end(end) } else { ended.append(end) }
  }
}
