import Hummingbird
import Playbook

/// `/console/playbooks/{playbook}/graph`: procedure by procedure as a picture, and all of them as boxes for those who read rather than look.
extension PlaybookPages {
  private struct Content {
    let head: PlaybookHead
    let path: String
    /// Nil for the current one.
    let askedVersion: String?
    let procedures: [Choice]
    let isOne: Bool
    let picture: String
    let isDrawn: Bool
    let calls: [Link]
    let hasCalls: Bool
    let marks: [Mark]
    let sections: [PlaybookOutline.Section]
  }

  private struct Choice {
    let number: String
    let words: String
    let isHere: Bool
  }

  private struct Link {
    let path: String
    let words: String
  }

  private struct Mark {
    let kind: String
    let label: String
  }

  /// `?procedure=2`: the second one, as they stand in the document.
  func graph(_ request: Request, _ visit: Visit) async throws -> Response {
    var query = Query(request)
    let version = query.text("version")
    let chosen = try await chosen(visit, version: version)
    let plan = chosen.plan
    let number = query.number("procedure", 1...max(plan.procedures.count, 1)) ?? 1
    try query.end()
    let words = ConsoleWords.of(visit.language)
    let old = chosen.isCurrent ? nil : plan.version
    let path = PlaybookPath.page(plan.id, .graph)
    let picture = FlowDrawing.picture(of: number - 1, in: plan, outline: PlaybookPath.page(plan.id, version: old), visit.language)
    let called = plan.procedures.isEmpty ? [] : Self.called(by: plan.procedures[number - 1], in: plan)
    let content = Content(
      head: PlaybookHead(chosen, .graph, visit), path: path, askedVersion: old,
      procedures: plan.procedures.enumerated().map { Choice(number: "\($0 + 1)", words: $1.title, isHere: $0 + 1 == number) },
      isOne: plan.procedures.count < 2, picture: picture ?? "", isDrawn: picture != nil,
      calls: called.map { place in
        Link(
          path: "\(path)?procedure=\(place + 1)" + (old.map { "&version=\(PlaybookPath.encoded($0))" } ?? ""), words: plan.procedures[place].title)
      }, hasCalls: !called.isEmpty,
      marks: StepReading.kindNames.map { Mark(kind: $0, label: words.text("playbooks-kind-\($0)")) },
      sections: PlaybookOutline(plan, visit.language).sections)
    return try page(
      "playbook-graph", chosen, .graph, content, assets: PageAssets(styles: ["playbooks.css", "graph.css"], scripts: ["graph.js"]), request, visit)
  }

  /// The procedures that one runs, each once, by their places.
  private static func called(by procedure: Procedure, in plan: Plan) -> [Int] {
    var seen: Set<Int> = []
    return procedure.steps.compactMap { step -> Int? in
      let target: Procedure? =
        switch step.kind {
        case .call(let id): plan.procedure(id)
        case .followUp(let id): plan.followUp(id).flatMap { plan.procedure(of: $0) }
        default: nil
        }
      guard let target, let place = plan.procedures.firstIndex(where: { $0.id == target.id }), seen.insert(place).inserted else { return nil }
      return place
    }
  }
}
