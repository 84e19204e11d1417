public import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
public import Playbook

/// Keeps files in a bucket of an S3-compatible store, in path style, each under its digest.
public struct ObjectStore: EvidenceStore {
  /// Seconds that a request may take from its beginning until its answer begins: sending 200 MB over a slow line is one.
  private static let timeLimit: Int64 = 600

  private let address: ObjectAddress
  private let signature: SignatureV4
  private let client: HTTPClient
  private let clock: @Sendable () -> Instant

  /// - Parameters:
  ///   - client: whoever made it ends it; the process's own never ends.
  ///   - clock: of the machine; stores refuse requests that are a quarter of an hour off.
  public init(_ address: ObjectAddress, _ credentials: ObjectCredentials, client: HTTPClient = .shared, clock: @escaping @Sendable () -> Instant) {
    self.address = address
    signature = SignatureV4(keyID: credentials.keyID, secret: credentials.secret, region: credentials.region)
    self.client = client
    self.clock = clock
  }

  /// Sends it; the store refuses what doesn't have the digest it was signed with.
  public func keep(_ file: ReceivedFile) async throws(EvidenceError) {
    let opened = try await BlockingWork.run { () throws(EvidenceError) in try OpenFile(path: file.path, range: 0..<file.bytes) }
    guard let opened else { throw .unavailable("\(file.path) is gone") }
    var request = request(.PUT, file.digest, payload: file.digest.text)
    request.body = .stream(EvidenceBytes(opened), length: .known(file.bytes))
    let answer = try await answer(to: request)
    guard answer.status.code / 100 == 2 else { throw await refused(answer, request) }
  }

  /// Its date is what the store says that it was written at.
  public func look(at digest: ContentDigest) async throws(EvidenceError) -> KeptFile? {
    let request = request(.HEAD, digest)
    let answer = try await answer(to: request)
    if answer.status.code == 404 { return nil }
    guard answer.status.code == 200, let bytes = answer.headers.first(name: "content-length").flatMap({ Int64($0) }),
      let keptAt = answer.headers.first(name: "last-modified").flatMap(Self.instant)
    else { throw await refused(answer, request) }
    return KeptFile(bytes: bytes, keptAt: keptAt)
  }

  /// The store's answer is read as it is asked for.
  public func open(_ digest: ContentDigest, range: Range<Int64>) async throws(EvidenceError) -> EvidenceBytes {
    let span = range.isEmpty ? nil : "bytes=\(range.lowerBound)-\(range.upperBound - 1)"
    let request = request(.GET, digest, range: span)
    let answer = try await answer(to: request)
    if answer.status.code == 404 { throw .notThere(digest) }
    // A store that knows no ranges would give everything.
    guard answer.status.code == 206 || (span == nil && answer.status.code == 200) else { throw await refused(answer, request) }
    return EvidenceBytes(answer.body)
  }

  /// What isn't there is answered like what was.
  public func remove(_ digest: ContentDigest) async throws(EvidenceError) {
    let request = request(.DELETE, digest)
    let answer = try await answer(to: request)
    guard answer.status.code / 100 == 2 || answer.status.code == 404 else { throw await refused(answer, request) }
  }

  private func request(_ method: HTTPMethod, _ digest: ContentDigest, payload: String = SignatureV4.emptyPayload, range: String? = nil) -> HTTPClientRequest {
    let path = "\(address.path)/\(digest.path)"
    let time = SignatureV4.time(clock())
    var headers = ["host": address.host, "x-amz-date": time, "x-amz-content-sha256": payload]
    headers["range"] = range
    var request = HTTPClientRequest(url: address.origin + path)
    request.method = method
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    request.headers.add(
      name: "authorization", value: signature.authorization(method: method.rawValue, path: path, headers: headers, payload: payload, time: time))
    return request
  }

  private func answer(to request: HTTPClientRequest) async throws(EvidenceError) -> HTTPClientResponse {
    do { return try await client.execute(request, deadline: .now() + .seconds(Self.timeLimit)) } catch let error as EvidenceError { throw error } catch {
      throw .unavailable("\(request.method.rawValue) \(request.url): \(error)")
    }
  }

  /// With the beginning of what the store says about it.
  private func refused(_ answer: HTTPClientResponse, _ request: HTTPClientRequest) async -> EvidenceError {
    var words = ByteBuffer()
    do {
      for try await chunk in answer.body where words.readableBytes < 2_000 { words.writeImmutableBuffer(chunk) }
    } catch { words.writeString(" (\(error))") }
    return .unavailable("\(request.method.rawValue) \(request.url) was answered \(answer.status.code): \(String(buffer: words).prefix(2_000))")
  }

  /// `Mon, 23 Nov 2026 05:00:00 GMT`
  private static func instant(_ text: String) -> Instant? {
    let form = DateFormatter()
    form.locale = Locale(identifier: "en_US_POSIX")
    form.timeZone = TimeZone(secondsFromGMT: 0)
    form.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    return form.date(from: text).map { Instant(milliseconds: Int64($0.timeIntervalSince1970 * 1_000)) }
  }
}
