public import Casework
public import Playbook

/// Somebody is about to be reached, and the ledger is asked whether that may be.
public struct ContactRequest: Hashable, Sendable {
  /// Two cases' requests to one person about one subject, so close together, are one.
  public static let sharingWindow = TimeAmount.minutes(5)
  /// WeChat lets a service write for so long, and so often, after the person's last message.
  public static let wechatWindow = TimeAmount.hours(48)
  public static let wechatMessages = 5

  public let key: EffectKey
  public let caseID: CaseID
  public let person: PersonID
  public let subject: String
  public let channel: ChannelName
  public let purpose: Effect.Purpose
  public let caps: [ContactCap]

  public init(key: EffectKey, caseID: CaseID, person: PersonID, subject: String, channel: ChannelName, purpose: Effect.Purpose, caps: [ContactCap]) {
    self.key = key
    self.caseID = caseID
    self.person = person
    self.subject = subject
    self.channel = channel
    self.purpose = purpose
    self.caps = caps
  }

  /// Lines that ended longer ago than this make no difference.
  public var horizon: TimeAmount { ([Self.wechatWindow, Self.sharingWindow + Self.sharingWindow] + caps.map(\.within)).max() ?? Self.wechatWindow }
}

/// So many times for each person, over all cases, in any stretch of this length. The channels are counted together; none means every channel.
public struct ContactCap: Hashable, Sendable {
  public let channels: [ChannelName]
  public let most: Int
  public let within: TimeAmount

  public init(channels: [ChannelName], most: Int, within: TimeAmount) {
    self.channels = channels
    self.most = most
    self.within = within
  }

  func covers(_ channel: ChannelName) -> Bool { channels.isEmpty || channels.contains(channel) }
}

/// Whether a person may be reached now.
public enum ContactVerdict: Hashable, Sendable {
  /// It may go out, and is counted from now on.
  case go
  /// It has ended meanwhile.
  case ended
  /// The person was reached for as often as is allowed.
  case full(until: Instant)
  /// Another case is reaching for the same person about the same subject at this moment.
  case underWay(EffectKey)
  /// Another case has just reached for the person, and this one knows it already.
  case tooSoon(until: Instant)
  /// Another case has just done it: what it found is the answer.
  case answered(ContactRow)
  /// WeChat's window is closed.
  case windowClosed
}

extension ContactRequest {
  /// The one rule that every ledger applies, inside the transaction that reserves.
  /// - Parameter rows: the person's lines, all of those within the horizon and all that haven't ended; others don't matter.
  public func verdict(among rows: [ContactRow], at now: Instant) -> ContactVerdict {
    let own = rows.first { $0.key == key }
    if own?.endedAt != nil { return .ended }
    // Let out before, and handed over again after a fault or a crash: its receiver does nothing twice.
    if own?.outAt != nil { return .go }
    let others = rows.filter { $0.key != key && $0.direction == .out && ($0.wentOut == true || $0.outAt != nil) }
    if purpose == .contact, let verdict = shared(among: others, all: rows, plannedAt: own?.plannedAt ?? now, now) { return verdict }
    if channel == .wechat, !isWindowOpen(rows, others, now) { return .windowClosed }
    let ends = caps.filter { $0.covers(channel) }.compactMap { cap -> Instant? in
      let times = others.filter { cap.covers($0.channel) }.map { $0.endedAt ?? now }.filter { $0 + cap.within > now }.sorted(by: >)
      guard times.count >= cap.most else { return nil }
      return cap.most > 0 ? times[cap.most - 1] + cap.within : now + cap.within
    }
    return ends.max().map { .full(until: $0) } ?? .go
  }

  private func shared(among others: [ContactRow], all rows: [ContactRow], plannedAt: Instant, _ now: Instant) -> ContactVerdict? {
    let alike = others.filter {
      $0.caseID != caseID && $0.subject == subject && $0.purpose == Effect.Purpose.contact.rawValue && $0.channel.ringsAsDoes(channel)
    }
    if let call = alike.first(where: { $0.endedAt == nil }) { return .underWay(call.key) }
    let recent = alike.filter { row in
      guard let ended = row.endedAt else { return false }
      return ended > plannedAt || (row.outAt ?? ended) + Self.sharingWindow > now
    }
    let taken = Set(rows.lazy.filter { $0.caseID == caseID }.compactMap(\.shared))
    let lastTaken = rows.filter { taken.contains($0.key) }.compactMap(\.endedAt).max()
    let fresh = recent.filter { row in
      row.wentOut == true && row.endedAt.map { ended in lastTaken.map { ended > $0 } ?? true } == true && ContactOutcome(rawValue: row.outcome ?? "") != nil
    }
    if let answer = fresh.max(by: { ($0.endedAt ?? now) < ($1.endedAt ?? now) }) { return .answered(answer) }
    // Known already: another call of this case would come on top of the other's.
    let end = recent.compactMap { row in row.endedAt.map { (row.outAt ?? $0) + Self.sharingWindow } }.max()
    return end.flatMap { $0 > now ? .tooSoon(until: $0) : nil }
  }

  private func isWindowOpen(_ rows: [ContactRow], _ others: [ContactRow], _ now: Instant) -> Bool {
    guard let last = rows.filter({ $0.direction == .in && $0.channel == .wechat }).map(\.plannedAt).max(), last + Self.wechatWindow > now else { return false }
    return others.count { $0.channel == .wechat && ($0.endedAt ?? now) > last } < Self.wechatMessages
  }
}

extension ChannelName {
  /// Whether a person takes a call over one for the same as a call over the other.
  fileprivate func ringsAsDoes(_ other: ChannelName) -> Bool {
    let calls: Set<ChannelName> = [.phone, .privacyNumber]
    return self == other || (calls.contains(self) && calls.contains(other))
  }
}

extension TimeAmount {
  fileprivate static func + (left: TimeAmount, right: TimeAmount) -> TimeAmount { TimeAmount(seconds: left.seconds + right.seconds) }
}
