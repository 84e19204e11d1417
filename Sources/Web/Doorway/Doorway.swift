import Desk
import HTTPTypes
import Hummingbird
import Logging
import Metrics

/// What every request passes, in and out.
///
///     request → named → within limits → its address → answered, or explained → written down
struct Doorway<Inside: HTTPResponder>: HTTPResponder where Inside.Context == Visit {
  let inside: Inside
  let settings: WebSettings
  let rates: RateLimit
  let addresses: [Address]
  /// Shows problems to those who look at pages; nil where there are no pages.
  var console: Console?

  func respond(to request: Request, context: Visit) async throws -> Response {
    let begin = ContinuousClock.now
    var visit = context
    let words = request.uri.path.split(separator: "/")
    let address = addresses.first { $0.takes(request.method) && $0.matches(words) }
    visit.identify(request, bodyLimit: address?.bodyLimit ?? settings.bodyLimit)
    var response: Response
    do {
      // Whoever looks after the server must get through when everybody else is too much for it.
      if address?.gate != .probe { try check(request, visit) }
      response = try await answer(request, visit, limit: address?.timeLimit ?? settings.timeLimit)
    } catch {
      response = explain(error, request, visit, face: address?.face ?? Self.face(of: words))
    }
    response.headers[.requestID] = visit.id
    response.headers[.xContentTypeOptions] = "nosniff"
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    note(response, request, visit, took: ContinuousClock.now - begin)
    return response
  }

  private func check(_ request: Request, _ visit: Visit) throws(Problem) {
    if let wait = rates.refuses(visit.client ?? "", at: .now) { throw .tooManyRequests(waitSeconds: wait) }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > visit.bodyLimit { throw .tooLarge(limit: visit.bodyLimit) }
  }

  /// A request that takes too long is told to stop; if it was done all the same, its answer is the true one.
  private func answer(_ request: Request, _ visit: Visit, limit: Double) async throws -> Response {
    let inside = inside
    return try await withThrowingTaskGroup(of: Response?.self) { group in
      group.addTask { try await inside.respond(to: request, context: visit) }
      group.addTask {
        try await Nap.take(.seconds(limit))
        return nil
      }
      guard let first = try await group.next(), let answered = first else {
        group.cancelAll()
        do { if let late = try await group.next(), let answered = late { return answered } } catch is CancellationError {}
        throw Problem.timedOut(limitSeconds: limit)
      }
      group.cancelAll()
      return answered
    }
  }

  /// Who reads the answer where there is no address.
  private static func face(of words: [Substring]) -> Address.Face { words.first == "console" || words.first == "p" ? .page : .program }

  /// The path as it may be written down: a link lets in whoever has it.
  private static func noted(_ path: String) -> String {
    let words = path.split(separator: "/")
    return words.count >= 2 && words[0] == "p" && words[1] != "part" ? "/p/•••" : path
  }

  private func explain(_ error: any Error, _ request: Request, _ visit: Visit, face: Address.Face) -> Response {
    let problem: Problem
    switch error {
    case let known as Problem:
      if let cause = known.cause { visit.logger.error("a request failed", metadata: ["error": .string(cause)]) }
      problem = known
    default:
      // What went wrong in here is for the log, not for the client.
      visit.logger.error("a request failed", metadata: ["error": "\(error)"])
      problem = .internalError
    }
    let isPage = face == .page || face == .either && request.headers[.accept]?.contains("text/html") == true
    if isPage, let console { return console.answer(problem, request, visit) }
    return problem.response(visit)
  }

  private func note(_ response: Response, _ request: Request, _ visit: Visit, took: Duration) {
    let route = visit.endpointPath ?? "NotFound"
    let dimensions = [("route", route), ("method", request.method.rawValue), ("status", String(response.status.code))]
    Counter(label: "http.requests", dimensions: dimensions).increment()
    let nanoseconds = took.components.seconds * 1_000_000_000 + took.components.attoseconds / 1_000_000_000
    Metrics.Timer(label: "http.request.duration", dimensions: dimensions.dropLast()).recordNanoseconds(nanoseconds)
    visit.logger.info(
      "request",
      metadata: [
        "method": .string(request.method.rawValue), "path": .string(Self.noted(request.uri.path)), "status": .stringConvertible(response.status.code),
        "milliseconds": .stringConvertible(Double(nanoseconds / 1_000) / 1_000), "client": .string(visit.client ?? ""),
      ])
  }
}
