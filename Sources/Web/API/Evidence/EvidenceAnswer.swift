import Evidence
import Foundation
import HTTPTypes
import Hummingbird

/// Gives out a kept file, opened, whole or in part, so that no browser takes it for a page of ours.
struct EvidenceAnswer {
  let store: any EvidenceStore

  func give(_ file: EvidenceFile, _ about: HTTPFields, _ request: Request) async throws -> Response {
    let tag = "\"\(file.digest)\""
    var headers = about
    headers[.eTag] = tag
    headers[.acceptRanges] = "bytes"
    headers[.contentSecurityPolicy] = "sandbox; default-src 'none'"
    // What has this digest never changes; who may see it does.
    headers[.cacheControl] = "private, no-cache"
    if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
    let found = try await Problem.tellingEvidence { () async throws(EvidenceError) in try await store.find(file) }
    guard let found else { throw Problem(EvidenceError.notThere(file.kept)) }
    // A part of something else is of no use to whoever has the beginning.
    let isAsked = request.headers[.ifRange].map { $0 == tag } ?? true
    var status = HTTPResponse.Status.ok
    var range = 0..<found.bytes
    switch ByteRange(isAsked ? request.headers[.range] : nil, size: found.bytes) {
    case .outside: throw Problem.rangeNotSatisfiable(size: found.bytes)
    case .whole: break
    case .part(let part):
      status = .partialContent
      range = part
      headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(found.bytes)"
    }
    let bytes = try await Problem.tellingEvidence { () async throws(EvidenceError) in try await found.open(range) }
    let length = Int(range.upperBound - range.lowerBound)
    return Response(
      status: status, headers: headers,
      body: ResponseBody(contentLength: length) { writer in
        for try await chunk in bytes { try await writer.write(chunk) }
        try await writer.finish(nil)
      })
  }
}
