import Casework
import Insight
import Playbook

/// `12.3 %`, the same everywhere.
func percent(_ share: Double) -> String { "\(decimal(share * 100)) %" }

/// One digit behind the point.
func decimal(_ number: Double) -> String {
  let tenths = Int((number * 10).rounded())
  return "\(tenths / 10).\(abs(tenths % 10))"
}

/// Fen as yuan with two decimals.
func yuan(_ fen: Int) -> String {
  let rest = abs(fen % 100)
  return "\(fen / 100).\(rest < 10 ? "0" : "")\(rest)"
}

/// Seconds in the units a person would use, rounded to what matters.
func duration(_ seconds: Double) -> String {
  let unit: Int64 = seconds < 600 ? 1 : seconds < 36_000 ? 60 : 3600
  return TimeAmount(seconds: Int64((seconds / Double(unit)).rounded()) * unit).text(in: tongue)
}

func workName(_ kind: String) -> String {
  switch WorkKind(rawValue: kind) {
  case .task: say("人工步骤", "tasks")
  case .handOff: say("转人工", "hand-offs")
  case .decision: say("认定事实", "decisions")
  case .review: say("查看", "reviews")
  case .repair: say("修复异常", "repairs")
  case .call: say("通话", "calls")
  case nil: kind
  }
}

func incidentName(_ kind: String) -> String {
  switch Incident.Kind(rawValue: kind) {
  case .noBranch: say("没有合适的分支", "no branch")
  case .actionFailed: say("动作失败", "action failed")
  case .forbidden: say("动作被禁止", "forbidden")
  case .heldBack: say("超限或未批准", "money held back")
  case .unguarded: say("前提没有确认", "unguarded")
  case .missingSlot: say("话术缺事实", "missing slot")
  case .unknownOrigin: say("起算时间不明", "unknown origin")
  case .endless: say("绕圈", "endless")
  default: kind
  }
}

/// Nil for pauses, which are no deadlines.
func deadlineName(_ purpose: String) -> String? {
  switch CaseTimer.Purpose(rawValue: purpose) {
  case .wait: say("等待超时", "waits expired")
  case .promise: say("承诺到期", "promises due")
  case .effectDeadline: say("限时内没有回报", "no report in time")
  case .followUpLimit: say("跟单期满", "follow-ups over")
  case .caseLimit: say("工单超过总时限", "case limit passed")
  default: nil
  }
}
