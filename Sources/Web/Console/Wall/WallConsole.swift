import Desk
import Hummingbird
import Playbook

/// The pages of those who lead: the wall, the list of all work, and what is to be approved.
struct WallConsole: Sendable {
  let console: Console
  let desk: Desk
  let work: WorkDoor
  /// Nil where the ledger keeps no deadlines.
  let watch: DeadlineWatch?
  let registers: RegisterKeeper

  static let assets = PageAssets(styles: ["wall.css"], scripts: ["wall.js"])

  /// What the wall shows, or one part of it, which is fetched again by itself.
  private struct Board {
    var now: WallNow?
    var deadlines: WallDeadlines?
    var figures: WallFigures?
  }

  /// A board that can hang on a wall: how the work stands, what is about to be late, how the day goes.
  ///
  /// `?playbook=ID`: whose figures of today it shows.
  func wall(_ request: Request, _ visit: Visit) async throws -> Response {
    let figures = try await WallFigures(self, request, visit)
    let board = Board(now: try await WallNow(self, request, visit), deadlines: try await WallDeadlines(self, request, visit), figures: figures)
    let title = ConsoleWords.of(visit.language).text("wall-title")
    return try console.page("wall", title: title, board, assets: Self.assets, request, visit)
  }

  func wallNow(_ request: Request, _ visit: Visit) async throws -> Response {
    try console.part("parts/wall-now", Board(now: try await WallNow(self, request, visit)), request, visit)
  }

  func wallDeadlines(_ request: Request, _ visit: Visit) async throws -> Response {
    try console.part("parts/wall-deadlines", Board(deadlines: try await WallDeadlines(self, request, visit)), request, visit)
  }

  func wallFigures(_ request: Request, _ visit: Visit) async throws -> Response {
    try console.part("parts/wall-figures", Board(figures: try await WallFigures(self, request, visit)), request, visit)
  }
}
