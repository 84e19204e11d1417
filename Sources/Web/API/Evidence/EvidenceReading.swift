import Casework
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Playbook

/// What a request says about the file in its body: `?party=…&note=…&colour=…&shape=…&size=…&happened-at=…&place=…`, and headers.
struct EvidenceReading {
  let name: String?
  let party: Party.ID?
  let note: String?
  let attributes: [String: String]
  /// The body's, in bytes.
  let length: Int64

  /// - Throws: `Problem` with everything that is wrong.
  init(_ request: Request, _ words: SignalWords) throws(Problem) {
    guard !JSONBody.type(of: request).isEmpty else {
      throw Problem(
        kind: .badRequest,
        detail: .init("请带上 Content-Type，如 application/octet-stream。", "Send a Content-Type, for instance application/octet-stream."))
    }
    guard let length = request.headers[.contentLength].flatMap({ Int64($0) }), length >= 0 else {
      throw Problem(
        kind: .badRequest, detail: .init("请带上 Content-Length：否则看不出文件有没有传完。", "Send a Content-Length: without it nobody sees whether the file is whole."))
    }
    self.length = length
    var query = Query(request)
    party = Self.party(&query, words)
    note = query.text("note")
    var attributes: [String: String] = [:]
    for name in EvidenceAttributes.told { attributes[name] = query.text(name) }
    if let text = attributes[EvidenceAttributes.happenedAt] {
      attributes[EvidenceAttributes.happenedAt] = Instant(rfc3339: text)?.rfc3339
      if Instant(rfc3339: text) == nil {
        query.note(EvidenceAttributes.happenedAt, .init("写成 2026-11-23T14:05:09+08:00（+ 写成 %2B）", "write it as 2026-11-23T14:05:09%2B08:00"))
      }
    }
    self.attributes = attributes
    try query.end()
    name = try ContentDisposition.name(request.headers[.contentDisposition])
  }

  private static func party(_ query: inout Query, _ words: SignalWords) -> Party.ID? {
    guard let word = query.text("party") else { return nil }
    do throws(SignalFault) { return try words.party(word).id } catch {
      query.note("party", .init(error))
      return nil
    }
  }
}
