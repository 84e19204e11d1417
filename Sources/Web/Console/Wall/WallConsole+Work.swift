import Hummingbird

/// All open tasks, to be given to somebody or taken back.
extension WallConsole {
  private struct WorkContent { let work: WallWork }
  private struct AssignContent { let sheet: AssignSheet }

  /// `?queue=…&state=waiting|offered|assigned`.
  func workPage(_ request: Request, _ visit: Visit) async throws -> Response {
    let content = WorkContent(work: try await WallWork(self, request, visit))
    let title = ConsoleWords.of(visit.language).text("wall-work-title")
    return try console.page("wall-work", title: title, content, assets: Self.assets, request, visit)
  }

  func workList(_ request: Request, _ visit: Visit) async throws -> Response {
    try console.part("parts/wall-work", WorkContent(work: try await WallWork(self, request, visit)), request, visit)
  }

  /// The form to give one to somebody.
  func assignSheet(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    return try console.part("parts/wall-assign", AssignContent(sheet: try await AssignSheet(self, visit)), request, visit)
  }
}
