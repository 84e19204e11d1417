import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Programs that listen to what happens (`GET /v1/events`), all at once: how long it takes until the last of them has heard.
struct HTTPListeners {
  let server: ServerProcess
  let count: Int
  let rounds: Int

  /// What the rounds gave; milliseconds from the request that changes something to the moment the last listener was told.
  struct Figures: Encodable {
    let listeners: Int
    let rounds: Int
    let median: Double
    let longest: Double
    /// MiB that the server holds with all of them listening.
    let resident: Double
  }

  /// - Throws: `Trouble` when one of them hears nothing within the time.
  func run() async throws -> Figures {
    var configuration = HTTPClient.Configuration()
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = count + 8
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    let figures: Result<Figures, any Error>
    do { figures = .success(try await measure(client)) } catch { figures = .failure(error) }
    try await client.shutdown()
    return try figures.get()
  }

  private func measure(_ client: HTTPClient) async throws -> Figures {
    let hearing = Hearing()
    return try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<count { group.addTask { try await listen(client, hearing) } }
      try await hearing.wait(for: count)
      let resident = server.residentMebibytes()
      var took: [Double] = []
      for round in 1...rounds {
        await hearing.begin()
        let start = ContinuousClock.now
        try await change(client, round)
        try await hearing.wait(for: count)
        let passed = ContinuousClock.now - start
        took.append(Double(passed.components.seconds) * 1_000 + Double(passed.components.attoseconds) / 1e15)
      }
      group.cancelAll()
      took.sort()
      return Figures(listeners: count, rounds: rounds, median: took[took.count / 2], longest: took[took.count - 1], resident: resident)
    }
  }

  /// Counts itself once when it is let in, and once for each event.
  private func listen(_ client: HTTPClient, _ hearing: Hearing) async throws {
    var request = HTTPClientRequest(url: server.address + "/v1/events")
    request.headers.add(name: "Authorization", value: "Bearer \(server.token)")
    do {
      let answer = try await client.execute(request, timeout: .hours(1))
      var text = ""
      for try await chunk in answer.body {
        text += String(buffer: chunk)
        while let end = text.range(of: "\n\n") {
          let item = text[..<end.lowerBound]
          if item.contains("event: case-changed") || item.contains(": listening") { await hearing.hear() }
          text = String(text[end.upperBound...])
        }
      }
    } catch is CancellationError { return } catch { if !Task.isCancelled { throw error } }
  }

  private func change(_ client: HTTPClient, _ round: Int) async throws {
    var request = HTTPClientRequest(url: server.address + "/v1/cases")
    request.method = .POST
    request.headers.add(name: "Authorization", value: "Bearer \(server.token)")
    request.headers.add(name: "Content-Type", value: "application/json")
    request.body = .bytes(ByteBuffer(string: #"{"playbook":"after-sales","subject":"listened-\#(round)","facts":{"title":"Order arrived damaged"}}"#))
    let answer = try await client.execute(request, timeout: .seconds(30))
    guard answer.status == .created else { throw Trouble(say("建单得到 \(answer.status.code)。", "Opening a case was answered \(answer.status.code).")) }
  }
}

/// Counts who has heard, and tells when all have.
private actor Hearing {
  private static let patience = Duration.seconds(60)

  private var count = 0

  func begin() { count = 0 }
  func hear() { count += 1 }

  func wait(for all: Int) async throws {
    let end = ContinuousClock.now + Self.patience
    while count < all {
      guard ContinuousClock.now < end else { throw Trouble(say("只有 \(count)/\(all) 个听到。", "Only \(count) of \(all) have heard.")) }
      try await Task.sleep(for: .microseconds(200))
    }
  }
}
