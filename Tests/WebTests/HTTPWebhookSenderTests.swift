import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Testing

@testable import Web

@Suite("Webhooks on the wire")
struct HTTPWebhookSenderTests {
  /// A receiver on this machine that answers by path.
  private func withReceiver(_ use: (Int) async throws -> Void) async throws {
    let router = Router()
    router.post("/echo") { request, _ -> String in
      var request = request
      let body = try await request.collectBody(upTo: 10_000)
      let name = HTTPField.Name("webhook-id").flatMap { request.headers[$0] } ?? ""
      return "\(name) \(request.head.authority ?? "") \(String(buffer: body))"
    }
    router.post("/long") { _, _ -> String in String(repeating: "x", count: 100_000) }
    router.post("/away") { _, _ -> Response in Response(status: .temporaryRedirect, headers: [.location: "/echo"]) }
    router.post("/gone") { _, _ -> Response in Response(status: .gone) }
    let (ports, listening) = AsyncStream.makeStream(of: Int.self)
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { channel in listening.yield(channel.localAddress?.port ?? 0) }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let running = Task {
      defer { listening.finish() }
      try await application.run()
    }
    defer { running.cancel() }
    var hasListened = false
    for await port in ports {
      hasListened = true
      try await use(port)
      break
    }
    #expect(hasListened)
  }

  private func send(_ url: String, to address: String = "127.0.0.1") async throws -> WebhookAnswer {
    let (url, address) = (try WebhookURL(url), try #require(NetworkAddress(address)))
    return await HTTPWebhookSender().send(
      WebhookRequest(
        url: url, address: address, headers: [(name: "content-type", value: "application/json"), (name: "webhook-id", value: "msg_1")],
        body: #"{"a":"错"}"#))
  }

  @Test func `a message goes to the address that was checked, whatever its name says by then`() async throws {
    try await withReceiver { port in
      let answer = try await send("http://no-such-name.invalid:\(port)/echo")
      #expect(answer == .answered(status: 200, excerpt: #"msg_1 no-such-name.invalid:\#(port) {"a":"错"}"#))
      #expect(try await send("http://127.0.0.1:\(port)/gone") == .answered(status: 410, excerpt: ""))
    }
  }

  @Test func `redirects aren't followed, and long answers not read to their end`() async throws {
    try await withReceiver { port in
      guard case .answered(let status, _) = try await send("http://localhost:\(port)/away") else {
        Issue.record("no answer")
        return
      }
      #expect(status == 307)
      #expect(try await send("http://localhost:\(port)/long") == .answered(status: 200, excerpt: String(repeating: "x", count: 4_096)))
    }
  }

  @Test func `where nobody listens there is no answer, and words for it`() async throws {
    guard case .failed(let words) = try await send("http://localhost:1/") else {
      Issue.record("somebody listens on port 1")
      return
    }
    #expect(!words.isEmpty)
  }
}
