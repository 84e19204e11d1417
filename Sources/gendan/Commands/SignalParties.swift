import Casework
import Playbook

/// What a person wrote of the parties behind `gendan signal`.
extension SignalWords {
  /// `用户`, `customer=wechat`.
  func heard(_ text: String) throws -> Signal.Content {
    let parts = text.split(maxSplits: 1) { "=＝".contains($0) }.map(String.init)
    let party = try party(parts.first ?? text)
    guard parts.count == 2 else { return .heard(party.id, party.channel ?? found.state.channel) }
    guard let channel = ChannelName(label: parts[1]) else {
      throw unknown(say("渠道", "channel"), parts[1], ChannelName.allCases.map { $0.name(in: tongue) })
    }
    return .heard(party.id, channel)
  }

  /// `customer=u-81`.
  func persons(_ texts: [String]) throws -> [Party.ID: PersonID] {
    var persons: [Party.ID: PersonID] = [:]
    for text in texts {
      let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { "=＝".contains($0) }.map(String.init)
      guard parts.count == 2, !parts[1].isEmpty else {
        throw Trouble(say("“\(text)”读不懂：写成“角色=平台上的人”。", "“\(text)” isn't understood: write PARTY=PERSON."))
      }
      persons[try party(parts[0]).id] = PersonID(parts[1])
    }
    return persons
  }

  private func party(_ name: String) throws -> Party {
    let vocabulary = found.plan.vocabulary
    guard let party = vocabulary.party(named: name) else { throw unknown(say("角色", "party"), name, vocabulary.parties.map(\.name)) }
    return party
  }
}
