import Playbook

extension Retelling {
  func wrote(_ wrote: Wrote) -> (String, Weight) {
    let message = wrote.message
    if let party = message.from { return (say("\(name(ofParty: party))：\(message.text)", "\(name(ofParty: party)): \(message.text)"), .normal) }
    let who = if case .person(let name, _) = wrote.sender { name } else { say("服务台", "the desk") }
    guard let party = message.to else { return (say("备注（\(who)）：\(message.text)", "Note (\(who)): \(message.text)"), .normal) }
    return (say("\(who) 致\(name(ofParty: party))：\(message.text)", "\(who) to \(name(ofParty: party)): \(message.text)"), .normal)
  }
}
