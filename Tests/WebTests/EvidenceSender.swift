import Desk
import Evidence
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Logging
import NIOCore
import NIOEmbedded
import Playbook
import Synchronization
import Testing

@testable import Web

/// Sends files to a case and asks for them, as bytes.
struct EvidenceSender {
  let path = "/v1/cases/C-000001/evidence"
  /// One black point.
  let gif: [UInt8] =
    Array("GIF89a".utf8) + [
      1, 0, 1, 0, 0x80, 0, 0, 255, 255, 255, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44,
      1, 0, 0x3B,
    ]
  let text = Array("订单没有送到，已经等了一个小时。\n".utf8)

  func stage() async throws -> Stage {
    let stage = Stage()
    _ = try await stage.desk.shelf.publish(
      [SourceText(path: "late-meal.md", text: lateMeal)], at: Instant(milliseconds: 0))
    #expect(
      try await stage.ask(
        .post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"A-1"}"#
      ).status == 201)
    return stage
  }

  /// What came back, as bytes.
  struct Given {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]
    var text: String { String(decoding: bytes, as: UTF8.self) }
    var json: [String: String] { Answer(status: status, headers: headers, text: text).json }
  }

  func ask(
    _ stage: Stage, _ method: HTTPRequest.Method, _ path: String, as role: Role = .agent,
    _ headers: HTTPFields = [:], body: [UInt8] = []
  ) async throws -> Given {
    var headers = headers
    for field in try await stage.token(role) { headers.append(field) }
    headers[.acceptLanguage] = "en"
    let request = Request(
      head: HTTPRequest(
        method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers),
      body: .init(buffer: ByteBuffer(bytes: body)))
    let visit = Visit(
      source: .init(
        channel: EmbeddedChannel(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    )
    let response = try await stage.server.responder().respond(to: request, context: visit)
    let collector = ByteCollector()
    let writer: any ResponseBodyWriter = collector
    try await response.body.write(writer)
    return Given(status: response.status.code, headers: response.headers, bytes: collector.bytes)
  }

  func send(
    _ stage: Stage, _ file: [UInt8], query: String = "", as role: Role = .agent,
    name: String? = nil, key: String? = nil, length: Int? = nil
  ) async throws -> Given {
    var headers: HTTPFields = [
      .contentType: "application/octet-stream", .contentLength: String(length ?? file.count),
    ]
    if let name { headers[.contentDisposition] = "attachment; filename*=UTF-8''\(name)" }
    headers[.idempotencyKey] = key
    return try await ask(stage, .post, path + query, as: role, headers, body: file)
  }

  func digest(_ bytes: [UInt8], in stage: Stage) async throws -> String {
    try await stage.evidence.store.put(
      AsyncStream<ByteBuffer>.of(bytes), limit: 1 << 20, by: Spool(folder: stage.folder + "/other")
    ).digest.text
  }
}

extension AsyncStream where Element == ByteBuffer {
  static func of(_ bytes: [UInt8]) -> AsyncStream<ByteBuffer> {
    AsyncStream { stream in
      stream.yield(ByteBuffer(bytes: bytes))
      stream.finish()
    }
  }
}

/// Keeps what is written.
private final class ByteCollector: ResponseBodyWriter {
  private let kept = Mutex<[UInt8]>([])

  var bytes: [UInt8] { kept.withLock { $0 } }
  func write(_ buffer: ByteBuffer) async throws { kept.withLock { $0 += buffer.readableBytesView } }
  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
