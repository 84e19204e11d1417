public import Playbook

extension Case {
  /// Where a text to a party goes when nobody has said: a call is made by whoever chooses one, and never for a text.
  ///
  /// Where they got in touch last, if that can be read; else their own channel, the case's for a party that has none; whoever is only called gets it by SMS.
  ///
  /// - Parameter last: the event in which they were heard last (`lastHeard`); nil where they never were.
  public func writingChannel(to party: Party, heardLast last: Event?) -> ChannelName {
    var known: [ChannelName] = []
    if case .heard(let heard)? = last?.kind, heard.party == party.id { known.append(heard.channel) }
    known.append(party.channel ?? channel)
    return known.first { $0.carriesText } ?? .sms
  }
}

extension BidirectionalCollection<Event> {
  /// The last of a case's events in which the party got in touch. What they took back is a last word too, and says nothing of where: what stands before it
  /// counts.
  public func lastHeard(_ party: Party.ID) -> Event? {
    last { event in if case .heard(let heard) = event.kind { heard.party == party } else { false } }
  }
}
