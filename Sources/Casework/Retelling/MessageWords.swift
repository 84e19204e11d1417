import Playbook

extension Retelling {
  func wrote(_ wrote: Wrote) -> (String, Weight) {
    let message = wrote.message
    if let party = message.from { return (say("\(name(ofParty: party))：\(message.text)", "\(name(ofParty: party)): \(message.text)"), .normal) }
    let who = if case .person(let name, _) = wrote.sender, !hidesPeople { name } else { say("服务台", "the desk") }
    if message.step != nil { return (say("流程意见（\(who)）：\(message.text)", "Remark on the document (\(who)): \(message.text)"), .normal) }
    guard let party = message.to else { return (say("备注（\(who)）：\(message.text)", "Note (\(who)): \(message.text)"), .normal) }
    return (say("\(who) 致\(name(ofParty: party))：\(message.text)", "\(who) to \(name(ofParty: party)): \(message.text)"), .normal)
  }

  func evidenceAdded(_ added: EvidenceAdded) -> (String, Weight) {
    let (evidence, party) = (added.evidence, name(ofParty: added.evidence.party))
    let kind =
      switch evidence.kind {
      case "picture": say("图片", "a picture")
      case "video": say("视频", "a video")
      default: say("文件", "a file")
      }
    let from = party.isEmpty ? say("收存", "Kept") : say("\(party) 发来", "\(party) sent")
    return (say("\(from)\(kind)：\(evidence.name)", "\(from) \(kind): \(evidence.name)"), .normal)
  }
}
