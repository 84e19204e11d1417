import Playbook

extension Retelling {
  func held(_ held: Held) -> (String, Weight) {
    let reason =
      switch held.reason {
      case .cap: say("联系此人的次数已到上限", "the person was contacted as often as is allowed")
      case .quietHours: say("免打扰时段", "quiet hours")
      case .underWay: say("另一工单正在联系此人", "another case is reaching for the person")
      }
    return (say("暂缓联系到 \(text(held.until))（\(reason)）", "Contact waits until \(text(held.until)) (\(reason))"), .normal)
  }

  func heard(_ heard: Heard) -> (String, Weight) {
    let party = name(ofParty: heard.party)
    let channel = heard.channel.name(in: language)
    return (say("\(party) 主动联系（\(channel)）", "\(party) got in touch (\(channel))"), .headline)
  }

  func consented(_ consented: Consented) -> (String, Weight) {
    let party = name(ofParty: consented.party)
    let until = consented.until.map { say("，到 \(text($0)) 为止", ", until \(text($0))") } ?? ""
    return consented.isGiven
      ? (say("\(party) 同意：\(consented.scope)\(until)", "\(party) consents: \(consented.scope)\(until)"), .headline)
      : (say("\(party) 撤回同意：\(consented.scope)", "\(party) withdraws consent: \(consented.scope)"), .headline)
  }
}
