import Casework
import Desk
import Ledger
import Playbook

/// What a version would do to the open cases, as the command line tells it.
struct PreviewReport: Encodable {
  struct Deadline: Encodable {
    let caseID: String
    let subject: String
    let what: String
    let before: String?
    let after: String?
  }

  struct Decision: Encodable {
    let caseID: String
    let subject: String
    let reasons: [String]
  }

  let playbook: String
  let title: String
  let version: String
  let open: Int
  let unaffected: Int
  let movesByItself: Int
  let needsDecision: Int
  let alreadyThere: Int
  let deadlines: [Deadline]
  let decisions: [Decision]

  init(_ plan: Plan, _ preview: PublicationPreview) {
    playbook = plan.id
    title = plan.title
    version = plan.version
    open = preview.open
    unaffected = preview.counts[.unaffected] ?? 0
    movesByItself = preview.counts[.movesByItself] ?? 0
    needsDecision = preview.counts[.needsDecision] ?? 0
    alreadyThere = preview.alreadyThere
    deadlines = preview.changedDeadlines.flatMap { row in
      row.verdict.deadlines.map { deadline in
        Deadline(
          caseID: row.caseID.text, subject: row.subject, what: Self.words(deadline), before: deadline.before.map(plan.zone.text),
          after: deadline.after.map(plan.zone.text))
      }
    }
    decisions = preview.decisions.map { Decision(caseID: $0.caseID.text, subject: $0.subject, reasons: $0.verdict.reasons.map { $0.text(in: tongue) }) }
  }

  private static func words(_ deadline: ChangedDeadline) -> String {
    let kind =
      switch deadline.purpose {
      case .wait: say("等待", "wait")
      case .round: say("下一轮跟单", "next round")
      case .followUpLimit: say("跟单时限", "follow-up's limit")
      case .promise: say("承诺", "promise")
      case .contactPause: say("再次联系", "next attempt")
      case .caseLimit: say("工单时限", "case's limit")
      default: say("时限", "limit")
      }
    return kind + (deadline.sentence.map { say("「\($0.text)」", " “\($0.text)”") } ?? "")
  }

  /// Lines shown of each list; `--format json` gives all.
  private static let shown = 20

  var lines: [String] {
    var lines = [
      Terminal.bold(say("\(playbook)（\(title)）→ 版本 \(version.prefix(12))", "\(playbook) (\(title)) → version \(version.prefix(12))")),
      say("开着的工单 \(open) 张：", "\(open) open cases:"),
      say("  不受影响      \(unaffected)", "  unaffected      \(unaffected)"),
      say("  自己换过去    \(movesByItself)", "  move by themselves  \(movesByItself)"),
      say("  需要人决定    \(needsDecision)", "  need a decision \(needsDecision)"),
    ]
    if alreadyThere > 0 { lines.append(say("  已在这个版本  \(alreadyThere)", "  there already   \(alreadyThere)")) }
    if !deadlines.isEmpty {
      lines.append(say("期限有变：", "Changed deadlines:"))
      let none = say("无", "none")
      lines += aligned(
        deadlines.prefix(Self.shown).map { ["  \($0.caseID)", $0.subject, clipped($0.what, to: 40), "\($0.before ?? none) → \($0.after ?? none)"] })
      lines += rest(deadlines.count)
    }
    if !decisions.isEmpty {
      lines.append(say("需要人决定：", "To be decided:"))
      lines += decisions.prefix(Self.shown).flatMap { row in ["  \(row.caseID)  \(row.subject)"] + row.reasons.map { "    \($0)" } }
      lines += rest(decisions.count)
    }
    return lines
  }

  private func rest(_ count: Int) -> [String] {
    count > Self.shown ? [say("  还有 \(count - Self.shown) 条，--format json 看全部。", "  \(count - Self.shown) more; --format json gives all.")] : []
  }
}

/// What became of the cases, as the command line tells it.
struct MovedReport: Encodable {
  struct Kept: Encodable {
    let caseID: String
    let reasons: [String]
  }

  let moved: Int
  let kept: [Kept]
  let handedOver: Int

  init(_ report: PublicationReport) {
    moved = report.moved
    handedOver = report.handedOver
    kept = report.kept.map { kept in
      Kept(caseID: kept.caseID.text, reasons: kept.error.map { [Trouble($0).message] } ?? kept.reasons.map { $0.text(in: tongue) })
    }
  }

  var lines: [String] {
    var lines = [say("换过去 \(moved) 张工单。", "\(moved) cases moved.")]
    guard !kept.isEmpty else { return lines }
    lines.append(say("\(kept.count) 张留在原来的版本：", "\(kept.count) stay under their version:"))
    lines += kept.prefix(20).map { "  \($0.caseID)  " + $0.reasons.joined(separator: say("；", "; ")) }
    if handedOver > 0 {
      lines.append(say("其中 \(handedOver) 张已交人决定（gendan cases --open）。", "\(handedOver) of them were handed to a person (gendan cases --open)."))
    }
    lines.append(
      say("逐张决定：gendan move 工单号 --step 步骤号，或留着不动。", "Decide each: gendan move CASE --step STEP, or leave it where it is."))
    return lines
  }
}
