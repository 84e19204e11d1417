import Hummingbird
import Playbook

/// `/console/studio/{playbook}/graph`: the draft as it was saved, procedure by procedure as a picture.
extension StudioPages {
  private struct Content {
    let name: String
    let heading: String
    let path: String
    /// The proposal that is looked at instead of the draft.
    let proposal: String?
    let backPath: String
    let procedures: [Choice]
    let isOne: Bool
    let isEmpty: Bool
    let picture: String
    let isDrawn: Bool
  }

  private struct Choice {
    let number: String
    let words: String
    let isHere: Bool
  }

  /// `?procedure=2`: the second one, as they stand in the document.
  func graph(_ request: Request, _ visit: Visit) async throws -> Response {
    let origin = try await StudioOrigin(request, visit, studio)
    let (sources, language) = (origin.sources, visit.language)
    let asked = request.uri.queryParameters["procedure"].map { Int($0) ?? 0 } ?? 1
    let back = origin.proposal.map(StudioPath.proposal) ?? StudioPath.editor(origin.name)
    // What is drawn is computed where nobody else waits for it.
    let (plan, picture) = try await studio.benches.quick.run { () -> (Plan, String?) in
      let plan = sources.compiled().plan
      return (plan, FlowDrawing.picture(of: asked - 1, in: plan, outline: back, language))
    }
    guard asked == 1 || plan.procedures.indices.contains(asked - 1) else {
      throw Problem(kind: .notFound, detail: .init("没有这一段流程。", "There is no such procedure."))
    }
    let content = Content(
      name: origin.name, heading: plan.title, path: "\(StudioPath.editor(origin.name))/graph", proposal: origin.proposal, backPath: back,
      procedures: plan.procedures.enumerated().map { Choice(number: "\($0 + 1)", words: $1.title, isHere: $0 + 1 == asked) },
      isOne: plan.procedures.count < 2, isEmpty: plan.procedures.isEmpty, picture: picture ?? "", isDrawn: picture != nil)
    let title = ConsoleWords.of(language).text("studio-graph-title", ["name": origin.name])
    return try console.page(
      "studio-graph", title: title, content, assets: PageAssets(styles: ["studio.css", "playbooks.css", "graph.css"], scripts: ["graph.js"]), request, visit)
  }
}
