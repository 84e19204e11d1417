import Playbook

extension Retelling {
  func ruled(_ ruled: Ruled) -> (String, Weight) {
    let shares = ruled.shares.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\(account($0.key)) \($0.value)%" }.joined(separator: say("、", ", "))
    let standard = ruled.standard.map { say("，依据 \($0)", ", by \($0)") } ?? ""
    let approved = (ruled.approver?.name).map(name(ofSource:)).map { say("，\($0) 批准", ", approved by \($0)") } ?? ""
    return switch ruled.standing {
    case .provisional: (say("暂定责任：\(shares)\(standard)\(approved)", "Provisional ruling: \(shares)\(standard)\(approved)"), .headline)
    case .final: (say("责任裁定：\(shares)\(standard)\(approved)", "Ruling: \(shares)\(standard)\(approved)"), .headline)
    case .overturned: (say("裁定已推翻，据此的账全部冲回", "The ruling is overturned; all that was posted on it is taken back"), .headline)
    }
  }

  func posted(_ posted: Posted) -> (String, Weight) {
    if posted.kind == .refuse {
      let name = posted.action.flatMap(plan.action)?.name ?? ""
      return (say("“\(name)”没有付：\(posted.note ?? "")", "“\(name)” wasn't paid: \(posted.note ?? "")"), .headline)
    }
    let from = posted.lines.filter { $0.amount < 0 }.map { account($0.account) }.joined(separator: say("、", ", "))
    let into = posted.lines.filter { $0.amount > 0 }.map { account($0.account) }.joined(separator: say("、", ", "))
    let amount = posted.unit.words(posted.paidIn, in: plan.language)
    let way = "\(from) → \(into)"
    return switch posted.kind {
    case .reserve: (say("预留 \(amount)：\(way)", "Reserved \(amount): \(way)"), .normal)
    case .settle: (say("支付 \(amount)：\(way)", "Paid \(amount): \(way)"), .headline)
    case .recover: (say("追回 \(amount)：\(way)", "Recovered \(amount): \(way)"), .headline)
    case .reverse, .refuse: (say("冲回 \(amount)：\(way)", "Taken back \(amount): \(way)"), .normal)
    }
  }

  func approved(_ approved: Approved) -> (String, Weight) {
    let who = name(ofSource: approved.sender.name)
    return approved.isGiven ? (say("\(who) 批准", "Approved by \(who)"), .headline) : (say("\(who) 不批准", "Refused by \(who)"), .headline)
  }

  func promiseKept(_ settled: PromiseSettled) -> (String, Weight) {
    guard let proof = settled.proof else { return (say("承诺已兑现", "Promise kept"), .headline) }
    return (say("承诺已兑现，凭证：\(proof)", "Promise kept, proof: \(proof)"), .headline)
  }

  /// `platform/reserve`: 平台（预留）.
  private func account(_ text: String) -> String {
    let parts = text.split(separator: "/")
    let name = parts.first.flatMap { Account(rawValue: String($0)) }?.name(in: plan.language) ?? text
    return parts.count > 1 ? say("\(name)（预留）", "\(name) (reserved)") : name
  }
}
