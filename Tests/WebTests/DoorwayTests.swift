import CoreMetrics
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Playbook
import Synchronization
import Testing

@testable import Web

@Suite("Doorway")
struct DoorwayTests {
  @Test func `a request keeps the name its client gave it, if that is one`() async throws {
    let stage = Stage()
    #expect(try await stage.ask(.get, "/healthz", [.requestID: "order-7.a_B"]).headers[.requestID] == "order-7.a_B")
    for bad in ["", "two words", String(repeating: "x", count: 129), "a/b"] {
      let name = try #require(try await stage.ask(.get, "/healthz", [.requestID: bad]).headers[.requestID])
      #expect(name != bad && name.count == 16, "\(bad)")
    }
  }

  @Test func `what isn't there is explained in the caller's language, with the request's name`() async throws {
    let stage = Stage()
    let chinese = try await stage.ask(.get, "/nowhere", [.requestID: "r-1"])
    #expect(chinese.status == 404 && chinese.headers[.contentType] == "application/problem+json" && chinese.headers[.contentLanguage] == "zh-CN")
    #expect(chinese.json["type"] == "/problems/not-found" && chinese.json["status"] == "404" && chinese.json["instance"] == "urn:request:r-1")
    #expect(chinese.json["title"] == "没有找到" && chinese.json["detail"]?.contains("/nowhere") == true)
    let english = try await stage.ask(.get, "/nowhere", [.acceptLanguage: "fr, en-GB;q=0.8, zh;q=0.2"])
    #expect(english.json["title"] == "Not found" && english.headers[.contentLanguage] == "en")
  }

  @Test func `an address says which methods it takes`() async throws {
    let answer = try await Stage().ask(.delete, "/healthz")
    #expect(answer.status == 405 && answer.headers[.allow] == "GET" && answer.json["type"] == "/problems/method-not-allowed")
  }

  @Test func `a body that is announced too large isn't read`() async throws {
    var stage = Stage()
    stage.settings.bodyLimit = 1_024
    let answer = try await stage.ask(.post, "/anything", [.contentLength: "1025"])
    #expect(answer.status == 413 && answer.json["detail"]?.contains("1024") == true)
    #expect(try await stage.ask(.post, "/anything", [.contentLength: "1024"]).status == 404)
  }

  @Test func `who asks too often is told when to come again, and probes get through`() async throws {
    var stage = Stage()
    stage.settings.rate = 0.001
    stage.settings.burst = 2
    let responder = stage.server.responder()
    for _ in 0..<2 { #expect(try await stage.ask(.get, "/nowhere", of: responder).status == 404) }
    let refused = try await stage.ask(.get, "/nowhere", of: responder)
    #expect(refused.status == 429)
    let wait = try #require(Int(refused.headers[.retryAfter] ?? ""))
    #expect((1...1_000).contains(wait), "a thousand seconds, less what has passed")
    #expect(try await stage.ask(.get, "/healthz", of: responder).status == 200)
  }

  @Test func `answers aren't kept by anybody and aren't guessed at`() async throws {
    let answer = try await Stage().ask(.get, "/healthz")
    #expect(answer.headers[.cacheControl] == "no-store" && answer.headers[.xContentTypeOptions] == "nosniff")
  }

  @Test func `what fails in here is kept from the client`() async throws {
    struct Secret: Error { let password = "hunter2" }
    let answer = try await Stage().ask(.get, "/x", of: doorway { _, _ in throw Secret() })
    #expect(answer.status == 500 && answer.json["type"] == "/problems/internal-error" && !answer.text.contains("hunter2"))
  }

  @Test func `what takes too long is stopped; what was done all the same is answered truly`() async throws {
    let stuck = try await Stage().ask(
      .get, "/x",
      of: doorway(timeLimit: 0.05) { _, _ in
        try await Task.sleep(for: .seconds(60))
        return Response(status: .ok)
      })
    #expect(stuck.status == 503 && stuck.json["type"] == "/problems/timed-out")
    let done = try await Stage().ask(
      .get, "/x",
      of: doorway(timeLimit: 0.05) { _, _ in
        try? await Task.sleep(for: .seconds(60))
        return Response(status: .created)
      })
    #expect(done.status == 201)
    let refused = try await Stage().ask(
      .get, "/x",
      of: doorway(timeLimit: 0.05) { _, _ in
        try? await Task.sleep(for: .seconds(60))
        throw Problem.tooLarge(limit: 7)
      })
    #expect(refused.status == 413, "what is known isn't told as doubtful")
  }

  private func doorway(
    timeLimit: Double = 30, _ answer: @escaping @Sendable (Request, Visit) async throws -> Response
  ) -> Doorway<CallbackResponder<Visit>> {
    var settings = WebSettings()
    settings.timeLimit = timeLimit
    return Doorway(inside: CallbackResponder(callback: answer), settings: settings, rates: RateLimit(rate: 1_000, burst: 1_000), addresses: [])
  }
}

@Suite("Health")
struct HealthTests {
  @Test func `it is ready from when the desk runs until it stops, as long as the ledger answers`() async throws {
    var stage = Stage()
    let forever = Forever()
    #expect(try await stage.ask(.get, "/healthz").status == 200)
    #expect(try await stage.ask(.get, "/readyz").json["status"] == "starting")
    stage.readiness.become(.ready)
    #expect(try await stage.ask(.get, "/readyz").status == 200)
    stage.ledgerAnswers = { false }
    let silent = try await stage.ask(.get, "/readyz")
    #expect(silent.status == 503 && silent.json["ledger"] == "silent")
    // Even one that never answers.
    stage.ledgerAnswers = { await withCheckedContinuation { forever.keep($0) } }
    #expect(try await stage.ask(.get, "/readyz").json["ledger"] == "silent")
    forever.end()
    stage.ledgerAnswers = { true }
    stage.readiness.become(.stopping)
    stage.readiness.become(.ready)
    #expect(try await stage.ask(.get, "/readyz").json["status"] == "stopping")
    #expect(try await stage.ask(.get, "/healthz").status == 200)
  }

  @Test func `figures are shown as Prometheus reads them`() async throws {
    let stage = Stage()
    let counter = stage.registry.makeCounter(label: "cases.opened", dimensions: [("playbook", "a\"b\\c\nd"), ("channel", "chat")])
    counter.increment(by: 2)
    stage.registry.makeCounter(label: "cases.opened", dimensions: [("channel", "chat"), ("playbook", "a\"b\\c\nd")]).increment(by: 1)
    let timer = stage.registry.makeTimer(label: "commit", dimensions: [])
    timer.recordNanoseconds(4_000_000)
    timer.recordNanoseconds(20_000_000_000)
    stage.registry.makeMeter(label: "open-cases", dimensions: []).set(Int64(7))
    let answer = try await stage.ask(.get, "/metrics")
    #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
    let lines = answer.text.split(separator: "\n").map(String.init)
    #expect(lines.contains("# TYPE cases_opened_total counter"))
    #expect(lines.contains(#"cases_opened_total{channel="chat",playbook="a\"b\\c\nd"} 3"#))
    #expect(lines.contains("open_cases 7"))
    #expect(lines.contains(#"commit_seconds_bucket{le="0.0025"} 0"#) && lines.contains(#"commit_seconds_bucket{le="0.005"} 1"#))
    #expect(lines.contains(#"commit_seconds_bucket{le="+Inf"} 2"#) && lines.contains("commit_seconds_count 2") && lines.contains("commit_seconds_sum 20.004"))
    #expect(answer.text.hasSuffix("\n"))
  }
}

/// A question that isn't answered, until the test is over.
private final class Forever: Sendable {
  private let waiting = Mutex<CheckedContinuation<Bool, Never>?>(nil)

  func keep(_ continuation: CheckedContinuation<Bool, Never>) { waiting.withLock { $0 = continuation } }
  func end() { waiting.withLock { $0?.resume(returning: true) } }
}
