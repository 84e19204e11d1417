import HTTPTypes
import Hummingbird
import Insight
import Playbook

/// What a draft would do: its stories, made-up cases, and cases that were.
extension StudioDoor {
  private static let mostSimulated = 5_000
  private static let longestWorld = 65_536

  /// `{"files","main"}`: runs the stories that stand in the sources.
  func runStories(_ request: Request, _ visit: Visit) async throws -> Response {
    let object = try await JSONObject(request, visit)
    let sources = try await SourcesReading.read(object, or: desk)
    try object.end()
    let view = try await benches.quick.run { () async throws -> StoryRunsView in try StoryRunsView(try sources.runnable()) }
    return try JSONBody.answer(view)
  }

  /// `{"files","main","cases"?,"seed"?,"world"?}`: the figures of so many made-up cases. The same seed gives the same ones.
  func simulate(_ request: Request, _ visit: Visit) async throws -> Response {
    let object = try await JSONObject(request, visit)
    let cases = Self.number(object, "cases", 1...Self.mostSimulated) ?? 1_000
    let seed = Self.number(object, "seed", 0...2_147_483_647) ?? 7
    let text = object.optionalText("world", longest: Self.longestWorld) ?? ""
    let sources = try await SourcesReading.read(object, or: desk)
    try object.end()
    let figures = try await benches.long.run { () async throws -> SimulationFigures in
      let plan = try sources.runnable()
      let world: World
      do throws(WorldFault) { world = try World(reading: text, for: plan) } catch {
        let words = Problem.Words("第 \(error.line) 行：\(error.message.chinese)", "line \(error.line): \(error.message.english)")
        throw Problem.invalid([Problem.Fault(place: "/world", words: words)])
      }
      let figures = await Simulation(plan: plan, world: world, seed: UInt64(seed)).run(cases: cases, threads: 1)
      try Task.checkCancellation()
      return figures
    }
    return try JSONBody.answer(figures)
  }

  /// A whole number; what is something else is noted.
  static func number(_ object: JSONObject, _ name: String, _ range: ClosedRange<Int>) -> Int? {
    guard let value = object.value(name) else { return nil }
    if case .number(let digits) = value, let number = Int(digits), range.contains(number) { return number }
    object.note(name, .init("\(range.lowerBound) 到 \(range.upperBound) 的整数", "a whole number from \(range.lowerBound) to \(range.upperBound)"))
    return nil
  }
}
