import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Consoles that are open all at once, nine of ten on a case of their own, the others on the inbox: each listens, and fetches what its page would fetch when it hears of a change.
struct ConsoleCrowd {
  let server: ServerProcess
  let consoles: Int
  let changes: Int
  /// How many changes are begun in a second, whether or not the earlier ones are through.
  let perSecond: Int

  /// Milliseconds from the request that writes into a case until the console that shows the case has fetched what it shows.
  struct Figures: Encodable {
    let consoles: Int
    let changes: Int
    let perSecond: Int
    let median: Double
    let p99: Double
    let longest: Double
    /// Parts of pages that the server drew meanwhile.
    let parts: Int
    /// MiB that the server holds with all of them open.
    let resident: Double
  }

  private static let caseParts = ["head", "document", "timeline", "aside"]
  private static let inboxParts = ["/console/work/tasks", "/console/work/queues"]
  /// A page of all cases is fetched again so often while changes keep coming: `live.js` has the same rule.
  private static let inboxPause = Duration.seconds(4)

  /// - Throws: `Trouble` when a console doesn't open, or a change isn't seen within a minute.
  func run() async throws -> Figures {
    var configuration = HTTPClient.Configuration()
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = consoles * 2
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    let figures: Result<Figures, any Error>
    do { figures = .success(try await measure(client)) } catch { figures = .failure(error) }
    try await client.shutdown()
    return try figures.get()
  }

  private var onCases: Int { consoles - consoles / 10 }

  private func measure(_ client: HTTPClient) async throws -> Figures {
    let seen = Seen()
    return try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...onCases { group.addTask { try await quietly { try await onCase(number, client, seen) } } }
      for _ in onCases..<consoles { group.addTask { try await quietly { try await onInbox(client, seen) } } }
      try await seen.wait { $0.listening == consoles }
      let resident = server.residentMebibytes()
      let parts = await seen.parts
      for change in 1...changes {
        let number = 1 + (change * 7) % onCases
        await seen.begin(number)
        group.addTask { try await write(number, change, client) }
        try await Task.sleep(for: .seconds(1) / perSecond)
      }
      try await seen.wait { $0.took.count == changes }
      let (took, drawn) = await (seen.took.sorted(), seen.parts - parts)
      group.cancelAll()
      return Figures(
        consoles: consoles, changes: changes, perSecond: perSecond, median: took[took.count / 2], p99: took[took.count * 99 / 100],
        longest: took[took.count - 1],
        parts: drawn, resident: resident)
    }
  }

  /// Whoever is told to go has no trouble.
  private func quietly(_ body: () async throws -> Void) async throws {
    do { try await body() } catch { if !Task.isCancelled { throw error } }
  }

  private func onCase(_ number: Int, _ client: HTTPClient, _ seen: Seen) async throws {
    let id = Self.id(number)
    _ = try await fetch("/console/cases/\(id)", client)
    try await listen("/v1/events?case=\(id)", client, seen) {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for part in Self.caseParts { group.addTask { _ = try await fetch("/console/cases/\(id)/\(part)", client) } }
        try await group.waitForAll()
      }
      await seen.end(number, parts: Self.caseParts.count)
    }
  }

  private func onInbox(_ client: HTTPClient, _ seen: Seen) async throws {
    _ = try await fetch("/console/work", client)
    var last = ContinuousClock.now
    try await listen("/v1/events", client, seen) {
      guard ContinuousClock.now - last >= Self.inboxPause else { return }
      last = ContinuousClock.now
      for part in Self.inboxParts { _ = try await fetch(part, client) }
      await seen.draw(Self.inboxParts.count)
    }
  }

  private static func id(_ number: Int) -> String {
    let digits = String(number)
    return "C-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  private func listen(_ path: String, _ client: HTTPClient, _ seen: Seen, changed: () async throws -> Void) async throws {
    let answer = try await client.execute(request(path), timeout: .hours(1))
    var text = ""
    for try await chunk in answer.body {
      text += String(buffer: chunk)
      while let end = text.range(of: "\n\n") {
        let item = text[..<end.lowerBound]
        if item.contains(": listening") { await seen.listen() }
        if item.contains("event: case-changed") { try await changed() }
        text = String(text[end.upperBound...])
      }
    }
  }

  private func fetch(_ path: String, _ client: HTTPClient) async throws -> Int {
    let answer = try await client.execute(request(path), timeout: .seconds(60))
    let body = try await answer.body.collect(upTo: 4 << 20)
    guard answer.status == .ok else { throw Trouble(say("\(path) 得到 \(answer.status.code)。", "\(path) was answered \(answer.status.code).")) }
    return body.readableBytes
  }

  private func write(_ number: Int, _ change: Int, _ client: HTTPClient) async throws {
    var request = request("/v1/cases/\(Self.id(number))/messages")
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    request.body = .bytes(ByteBuffer(string: #"{"text":"noted \#(change)"}"#))
    let answer = try await client.execute(request, timeout: .seconds(60))
    guard (200..<300).contains(answer.status.code) else {
      throw Trouble(say("写备注得到 \(answer.status.code)。", "Writing a note was answered \(answer.status.code)."))
    }
  }

  private func request(_ path: String) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: server.address + path)
    request.headers.add(name: "Authorization", value: "Bearer \(server.token)")
    request.headers.add(name: "Accept-Encoding", value: "gzip")
    return request
  }
}

/// What the consoles have seen so far.
private actor Seen {
  private static let patience = Duration.seconds(60)

  private(set) var listening = 0
  private(set) var parts = 0
  private(set) var took: [Double] = []
  private var begun: [Int: ContinuousClock.Instant] = [:]

  func listen() { listening += 1 }
  func draw(_ count: Int) { parts += count }
  func begin(_ number: Int) { begun[number] = .now }

  func end(_ number: Int, parts count: Int) {
    parts += count
    guard let start = begun.removeValue(forKey: number) else { return }
    let passed = ContinuousClock.now - start
    took.append(Double(passed.components.seconds) * 1_000 + Double(passed.components.attoseconds) / 1e15)
  }

  func wait(until isSo: @Sendable (isolated Seen) -> Bool) async throws {
    let end = ContinuousClock.now + Self.patience
    while !isSo(self) {
      guard ContinuousClock.now < end else {
        throw Trouble(say("一分钟了还没等到：\(listening) 个打开，\(took.count) 次看到。", "Not within a minute: \(listening) are open, \(took.count) changes seen."))
      }
      try await Task.sleep(for: .milliseconds(1))
    }
  }
}
