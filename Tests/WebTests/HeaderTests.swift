import HTTPTypes
import Playbook
import Testing

@testable import Web

@Suite("Headers")
struct HeaderTests {
  @Test func `our own headers have their names`() {
    #expect(HTTPField.Name.requestID.rawName == "X-Request-Id")
    #expect(HTTPField.Name.idempotencyKey.rawName == "Idempotency-Key")
    #expect(HTTPField.Name.idempotencyReplayed.rawName == "Idempotency-Replayed")
    #expect(HTTPField.Name.lastEventID.rawName == "Last-Event-ID")
  }

  @Test(arguments: [
    (nil, Language.chinese), ("", .chinese), ("en", .english), ("zh-CN,en;q=0.5", .chinese), ("en;q=0.5, zh-TW;q=0.9", .chinese), ("de, en;q=0.1", .english),
    ("en;q=0, zh", .chinese), ("fr", .chinese), ("en ; q=0.9 , zh ; q=0.3", .english), ("en;q=x", .chinese),
  ])
  func `the language a client likes best`(header: String?, language: Language) { #expect(Language(acceptLanguage: header) == language) }

  @Test func `a trace goes on`() throws {
    let trace = try #require(TraceContext(traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
    #expect(trace.traceID == "4bf92f3577b34da6a3ce929d0e0e4736" && trace.parentID == "00f067aa0ba902b7" && trace.isSampled)
    var chance = SystemRandomNumberGenerator()
    let child = trace.child(using: &chance)
    #expect(child.traceID == trace.traceID && child.parentID != trace.parentID && child.isSampled)
    #expect(TraceContext(traceparent: child.traceparent) == child)
    #expect(TraceContext(traceparent: TraceContext.new(using: &chance).traceparent) != nil)
    #expect(TraceContext(traceparent: "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00-more") != nil, "a later version may say more")
  }

  @Test(arguments: [
    "", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    "00-00000000000000000000000000000000-00f067aa0ba902b7-01", "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
    "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
    "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
  ])
  func `what is no trace begins a new one`(header: String) { #expect(TraceContext(traceparent: header) == nil) }

  @Test func `a bucket fills again, and the longest quiet are forgotten`() {
    let limit = RateLimit(rate: 2, burst: 3)
    let start = ContinuousClock.now
    for _ in 0..<3 { #expect(limit.refuses("a", at: start) == nil) }
    #expect(limit.refuses("a", at: start) == 1)
    #expect(limit.refuses("b", at: start) == nil)
    #expect(limit.refuses("a", at: start + .milliseconds(500)) == nil)
    #expect(limit.refuses("a", at: start + .milliseconds(500)) == 1)
    for client in 0..<20_000 { _ = limit.refuses("c\(client)", at: start + .seconds(60)) }
    #expect(limit.refuses("a", at: start + .seconds(60)) == nil)
  }
}
