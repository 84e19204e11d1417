import Casework
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

/// What happens in the cases, as it happens: `GET /v1/events`, resumed by `Last-Event-ID`. Who does what is told as well, and isn't resumed.
struct EventStream: Sendable {
  let feed: EventFeed

  /// `?case=C-000001` tells of one case only, `?mine=true` only of what is given or offered to whoever listens, or is theirs no more.
  /// Without `Last-Event-ID` it begins now.
  func open(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    var query = Query(request)
    let wanted = query.text("case").map { CaseID($0) }
    let isMine = query.flag("mine") ?? false
    try query.end()
    let listener = WorkNotes.Listener(
      person: caller.id, seesWork: Right.of(caller.role).contains(.doWork), caseID: wanted, isMine: isMine)
    let resumed = try Self.resumed(request)
    let feed = feed
    let (start, items): (Int, AsyncStream<EventFeed.Item>)
    do throws(LedgerError) { (start, items) = try await feed.listen() } catch { throw Problem(error) }
    var headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
    // Proxies that gather answers would keep what happens from whoever waits for it.
    if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
    return Response(
      status: .ok, headers: headers,
      body: ResponseBody { writer in
        func send(_ item: EventFeed.Item) async throws {
          if let work = item.work {
            if let bytes = work.bytes(for: listener) { try await writer.write(bytes) }
            return
          }
          guard item.caseID == nil || (!isMine && (wanted == nil || item.caseID == wanted)) else { return }
          try await writer.write(item.bytes)
        }
        try await writer.write(ByteBuffer(string: "retry: 2000\n: listening behind \(resumed ?? start)\n\n"))
        var last = resumed ?? start
        // First what is on record, then what has come meanwhile and comes from now on.
        while !isMine {
          let page = try await feed.items(after: last)
          for item in page.items { try await send(item) }
          guard page.end > last else { break }
          last = page.end
        }
        for await item in items {
          if let position = item.position {
            guard position > last else { continue }
            last = position
          }
          try await send(item)
        }
        try await writer.finish(nil)
      })
  }

  private static func resumed(_ request: Request) throws(Problem) -> Int? {
    guard let text = request.headers[.lastEventID] else { return nil }
    guard let position = Int(text), position >= 0 else {
      throw Problem(kind: .badRequest, detail: .init("Last-Event-ID 应是收到过的编号。", "Last-Event-ID should be an id that was received."))
    }
    return position
  }
}
