import Playbook

extension Retelling {
  func ruled(_ ruled: Ruled) -> (String, Weight) {
    let shares = ruled.shares.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)%" }.joined(separator: say("，", ", "))
    return switch ruled.standing {
    case .provisional: (say("暂定责任：\(shares)", "Provisional ruling: \(shares)"), .headline)
    case .final: (say("最终责任：\(shares)", "Final ruling: \(shares)"), .headline)
    case .overturned: (say("裁定已推翻", "The ruling is overturned"), .headline)
    }
  }

  func posted(_ posted: Posted) -> (String, Weight) {
    let lines = posted.lines.map { "\($0.account) \($0.amount)" }.joined(separator: say("，", ", "))
    return (say("记账（\(posted.kind.rawValue)，\(posted.unit)）：\(lines)", "Posted (\(posted.kind.rawValue), \(posted.unit)): \(lines)"), .normal)
  }

  func approved(_ approved: Approved) -> (String, Weight) {
    approved.isGiven
      ? (say("已批准", "Approved"), .headline) : (say("未批准", "Not approved"), .headline)
  }
}
