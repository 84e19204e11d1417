import HTTPTypes
import Hummingbird
import Playbook

extension StudioDoor {
  /// `{"files","main","at"?,"moves"}`: walks a case by all moves so far, and answers where it stands and what is asked next. Nothing is kept: the next
  /// request has the same moves and one more.
  func play(_ request: Request, _ visit: Visit) async throws -> Response {
    let object = try await JSONObject(request, visit)
    let begin = begin(object)
    let moves = PlayMovesReading().read(object)
    let sources = try await SourcesReading.read(object, or: desk)
    try object.end()
    let language = visit.language
    let view = try await benches.quick.run { () async throws -> PlayView in
      let plan = try sources.runnable()
      let walk: PlayWalk
      do throws(PlayWalk.Fault) { walk = try PlayWalk(plan, from: begin, moves, language) } catch {
        throw Problem.invalid([Problem.Fault(place: "/moves/\(error.move)", words: error.words)])
      }
      try Task.checkCancellation()
      return PlayView(walk, begin: begin, in: language)
    }
    return try JSONBody.answer(view)
  }

  private func begin(_ object: JSONObject) -> Instant {
    guard let text = object.optionalText("at", longest: 40) else { return clock() }
    guard let begin = Instant(rfc3339: text) else {
      object.note("at", .init("写成 2026-11-23T02:00:00Z", "write it as 2026-11-23T02:00:00Z"))
      return clock()
    }
    return begin
  }
}
