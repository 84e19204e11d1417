import Hummingbird
import Playbook

/// The document as an outline.
extension PlaybookPages {
  private struct Content {
    struct Mark {
      let kind: String
      let label: String
    }

    let head: PlaybookHead
    let share: String
    let limit: String
    let sections: [PlaybookOutline.Section]
    let marks: [Mark]
  }

  func outline(_ request: Request, _ visit: Visit) async throws -> Response {
    let chosen = try await asked(request, visit)
    let plan = chosen.plan
    let words = ConsoleWords.of(visit.language)
    let outline = PlaybookOutline(plan, visit.language)
    let share = AutomatedShare(plan)
    let content = Content(
      head: PlaybookHead(chosen, .outline, visit),
      share: words.text(
        "playbooks-outline-share",
        ["sentences": "\(share.sentences)", "automated": "\(share.automated)", "manual": "\(share.sentences - share.automated)"]),
      limit: plan.timeLimit.map { words.text("playbooks-time-limit", ["time": $0.text(in: visit.language)]) } ?? "", sections: outline.sections,
      marks: StepReading.kindNames.map { Content.Mark(kind: $0, label: words.text("playbooks-kind-\($0)")) })
    return try page("playbook", chosen, .outline, content, request, visit)
  }
}
