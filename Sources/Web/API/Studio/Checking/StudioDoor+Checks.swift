import HTTPTypes
import Hummingbird
import Playbook

extension StudioDoor {
  /// `{"files","main"}`: what the check finds in these sources, how each sentence is read, and how much runs by itself. Nothing is kept.
  func check(_ request: Request, _ visit: Visit) async throws -> Response {
    let object = try await JSONObject(request, visit)
    let sources = SourcesReading.read(object)
    try object.end()
    let language = visit.language
    let view = try await benches.quick.run { CheckView(sources, in: language) }
    return try JSONBody.answer(view)
  }
}
