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

  /// What became of an effect.
  func ended(_ ended: EffectEnded, _ outcome: String) -> (String, Weight) {
    if ended.outcome == EffectEnded.held { return (say("没有发出", "Not sent yet"), .detail) }
    var notes = [ended.detail].compactMap { $0 }
    if let barred = ended.barred { notes.append(say("没有发出：\(words(barred))", "not sent: \(words(barred))")) }
    if let shared = ended.shared { notes.append(say("工单 \(shared.caseID) 联系的结果", "as case \(shared.caseID) found")) }
    let behind = notes.isEmpty ? "" : say("（\(notes.joined(separator: "；"))）", " (\(notes.joined(separator: "; ")))")
    return (say("结果：\(outcome)", "Outcome: \(outcome)") + behind, .normal)
  }

  /// Reached or not, with the proof: each attempt, who, over what, when, and how it ended or why it did not go out.
  func contactEnded(_ ended: ContactEnded) -> (String, Weight) {
    let proof = ended.attempts.map { attempt in
      let end =
        attempt.barred.map { say("没有发出：\(words($0))", "not sent: \(words($0))") }
        ?? attempt.outcome.name(in: language) + (attempt.shared.map { say("，由工单 \($0) 联系", ", made by case \($0)") } ?? "")
      return "\(name(ofParty: attempt.party)) \(attempt.channel.name(in: language)) \(text(attempt.at).suffix(8)) \(end)"
    }.joined(separator: say("；", "; "))
    let behind = proof.isEmpty ? say("（没有可联系的人）", " (nobody to contact)") : say("（\(proof)）", " (\(proof))")
    if ended.wasCalledOff == true { return (say("不再需要联系", "No longer needed: not contacted") + (proof.isEmpty ? "" : behind), .headline) }
    return ((ended.outcome == .answered ? say("联系到了", "Reached") : say("联系不到", "Not reached")) + behind, .headline)
  }

  func words(_ barred: Barred) -> String {
    switch barred {
    case .noConsent: say("同意已撤回", "the consent was taken back")
    case .windowClosed: say("微信会话窗口已关闭", "WeChat's window is closed")
    case .numberExpired: say("隐私号已过期", "the privacy number has expired")
    case .cap: say("联系此人的次数已到上限", "the person was contacted as often as is allowed")
    case .quietHours: say("免打扰时段", "quiet hours")
    }
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
